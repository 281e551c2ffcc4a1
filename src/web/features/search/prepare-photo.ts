/** From a file to the picture that is sent: upright, no larger than the server looks at it, small enough to be sent. */
import { MOST_PHOTO_BYTES } from '../../../server/contract/face-search.ts';

export interface PreparedPhoto {
  readonly name: string;
  readonly base64: string;
  /** To show it. */
  readonly url: string;
}

/** More shows no more of a face. */
const LARGEST_SIDE = 1600;
const QUALITIES = [0.92, 0.8, 0.6, 0.4];
const TYPE = 'image/jpeg';

/** @throws Error that says what to do. */
export async function preparePhoto(file: File): Promise<PreparedPhoto> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} is no picture that this browser can read: choose a JPEG, PNG or WebP file.`);
  });
  const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures: try another one.');
  // What is transparent is grey, not black.
  context.fillStyle = '#808080';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of QUALITIES) {
    const url = canvas.toDataURL(TYPE, quality);
    const base64 = url.slice(url.indexOf(',') + 1);
    if (base64.length <= (MOST_PHOTO_BYTES / 3) * 4) return { name: file.name, base64, url };
  }
  throw new Error(`${file.name} shows too much to be sent: cut out the face.`);
}
