/** The default pack: small networks that an npm package carries, so they can be had wherever npm packages can. */
import type { Licence, ModelPack, ModelSource } from './port.ts';

const licence: Licence = { name: 'MIT' };
const inPackage = (member: string): ModelSource => ({
  kind: 'npm',
  spec: 'faceplugin-face-recognition-js@0.0.1',
  integrity: 'sha512-shriXjd4zJHEwhK1jHK+bWo8Vv6Vu9B/w6RRsd4AFtNM/jaI2vhuOamOSMl9qQmLd8WlQ7dgqN+3C2iOi5pXWw==',
  packageBytes: 41_114_878,
  member,
});

/** Detector, 68 landmarks and 512-number embedder of the package `faceplugin-face-recognition-js`. */
export const bundledPack: ModelPack = {
  name: 'bundled',
  description: 'Default. Works wherever npm packages can be installed.',
  models: {
    detector: {
      pack: 'bundled',
      role: 'detector',
      file: 'fr_detect.onnx',
      sha256: '6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854',
      bytes: 1_217_758,
      licence,
      source: inPackage('model/fr_detect.onnx'),
      decoder: 'ultraface',
      input: { name: 'input', channels: 'rgb', mean: 127, scale: 1 / 128, size: { width: 320, height: 240 } },
    },
    landmarks: {
      pack: 'bundled',
      role: 'landmarks',
      file: 'fr_landmark.onnx',
      sha256: 'f10b0ba1d2a8a099adefede1ebf3733e44fe370715e7303dbeb7f59c02142258',
      bytes: 1_163_742,
      licence,
      source: inPackage('model/fr_landmark.onnx'),
      decoder: 'landmarks68',
      input: { name: 'input', channels: 'grey', mean: 0, scale: 1 / 256, size: { width: 64, height: 64 } },
      output: 'output',
    },
    embedder: {
      pack: 'bundled',
      role: 'embedder',
      file: 'fr_feature.onnx',
      sha256: '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581',
      bytes: 4_884_269,
      licence,
      source: inPackage('model/fr_feature.onnx'),
      decoder: 'arcface112',
      input: { name: 'input', channels: 'rgb', mean: 127, scale: 1 / 128, size: { width: 112, height: 112 } },
      output: 'output',
    },
    pose: {
      pack: 'bundled',
      role: 'pose',
      file: 'fr_pose.onnx',
      sha256: '72d032ec941b7153bf8d3f2c03a4c165453cc7e63d479041ec7c6ef087e5839d',
      bytes: 5_811_723,
      licence,
      source: inPackage('model/fr_pose.onnx'),
      decoder: 'angle-bins',
      input: { name: 'input', channels: 'rgb', mean: 0, scale: 1 / 255, size: { width: 224, height: 224 } },
    },
  },
};
