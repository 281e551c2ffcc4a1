/** Where the picture lies in the player, and what lies where in the picture. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

/** Shares of the picture's width and height, 0 to 1. */
export type Share = Rectangle;

/** The picture as large as fits, centred, with bars at its sides or above and below: as `object-fit: contain` puts it. */
export function fittedPicture(picture: Size, stage: Size): Rectangle {
  if (picture.width <= 0 || picture.height <= 0) return { left: 0, top: 0, width: 0, height: 0 };
  const factor = Math.min(stage.width / picture.width, stage.height / picture.height);
  const [width, height] = [picture.width * factor, picture.height * factor];
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
}

/** A box in the pixels of the stage. */
export function placed(box: Share, picture: Rectangle): Rectangle {
  return {
    left: picture.left + box.left * picture.width,
    top: picture.top + box.top * picture.height,
    width: box.width * picture.width,
    height: box.height * picture.height,
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The smallest of the boxes around a point: what lies in front is mostly smaller. @returns undefined where there is none. */
export function boxAt<Box extends Share>(boxes: readonly Box[], point: Point, picture: Rectangle): Box | undefined {
  const around = boxes.filter((box) => {
    const { left, top, width, height } = placed(box, picture);
    return point.x >= left && point.x <= left + width && point.y >= top && point.y <= top + height;
  });
  return around.toSorted((a, b) => a.width * a.height - b.width * b.height)[0];
}

/** Where a label of a size goes: on top of its box, inside it where there is no room above, always inside the picture. */
export function labelPlace(box: Rectangle, label: Size, picture: Rectangle): Point {
  const above = box.top - label.height;
  const most = Math.max(picture.left, picture.left + picture.width - label.width);
  return {
    x: Math.min(Math.max(box.left, picture.left), most),
    y: above >= picture.top ? above : Math.max(box.top, picture.top),
  };
}
