/** How far a face is turned away, read from five points. */
import type { FivePoints } from '../units.ts';

/**
 * 1 for a frontal face, towards 0 for a profile: the nose tip wanders from the middle between the eyes towards one eye, and the
 * eyes come together compared with the height of the face.
 */
export function frontality(points: FivePoints): number {
  const { leftEye, rightEye, nose, leftMouth, rightMouth } = points;
  const eyeX = rightEye.x - leftEye.x;
  const eyeY = rightEye.y - leftEye.y;
  const eyeDistance = Math.hypot(eyeX, eyeY);
  const downX = (leftMouth.x + rightMouth.x - leftEye.x - rightEye.x) / 2;
  const downY = (leftMouth.y + rightMouth.y - leftEye.y - rightEye.y) / 2;
  const faceHeight = Math.hypot(downX, downY);
  if (eyeDistance < 1e-6 || faceHeight < 1e-6) return 0;
  // Share of the way from the left eye to the right eye at which the nose tip lies; ½ is frontal.
  const along = ((nose.x - leftEye.x) * eyeX + (nose.y - leftEye.y) * eyeY) / (eyeDistance * eyeDistance);
  const centred = Math.max(0, 1 - 2 * Math.abs(along - 0.5));
  // Frontal faces have the eyes about as far apart as eyes and mouth; 0.35 of that is a profile.
  const openness = Math.min(1, Math.max(0, (eyeDistance / faceHeight - 0.35) / 0.5));
  return Math.sqrt(centred * openness);
}
