/** The OpenCV Zoo pack: a better detector, clean licences, fetched from GitHub. */
import type { ModelPack } from './port.ts';

/**
 * The revision whose files the hashes below belong to (their Git LFS object ids). Not `main`: files there have been
 * replaced under the same name before.
 */
const REVISION = '47534e27c9851bb1128ccc0102f1145e27f23f98';

/** Where files of the OpenCV Zoo come from unless a mirror is configured; ends with a slash. */
const OPENCV_ZOO_URL = `https://media.githubusercontent.com/media/opencv/opencv_zoo/${REVISION}/`;

/**
 * YuNet and SFace. There is no landmark model: YuNet gives five points itself.
 *
 * @param baseUrl a mirror with the repository's folder structure, ending with a slash.
 */
export function opencvZooPack(baseUrl: string = OPENCV_ZOO_URL): ModelPack {
  const fromZoo = (file: string) => ({ kind: 'url', url: new URL(file, baseUrl).href }) as const;
  return {
    name: 'opencv-zoo',
    description: "Finds more small faces; needs GitHub. No landmark model: the detector's own five points are used.",
    models: {
      detector: {
        pack: 'opencv-zoo',
        role: 'detector',
        file: 'face_detection_yunet_2023mar.onnx',
        sha256: '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
        bytes: 232_589,
        licence: { name: 'MIT' },
        source: fromZoo('models/face_detection_yunet/face_detection_yunet_2023mar.onnx'),
        decoder: 'yunet',
        input: { name: 'input', channels: 'bgr', mean: 0, scale: 1, size: { width: 640, height: 640 } },
      },
      embedder: {
        pack: 'opencv-zoo',
        role: 'embedder',
        file: 'face_recognition_sface_2021dec.onnx',
        sha256: '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79',
        bytes: 38_696_353,
        licence: { name: 'Apache-2.0' },
        source: fromZoo('models/face_recognition_sface/face_recognition_sface_2021dec.onnx'),
        decoder: 'arcface112',
        // As OpenCV's FaceRecognizerSF feeds it: blobFromImage(bgr, scale 1, mean 0, swapRB true); the network normalises.
        input: { channels: 'rgb', mean: 0, scale: 1, size: { width: 112, height: 112 } },
      },
    },
  };
}
