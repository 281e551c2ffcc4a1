/** Text as dots, so that names look the same on machines without any font. */

/** Space to tilde, five columns each, as two hexadecimal digits; the lowest bit is the top of eight rows. */
const COLUMNS = [
  '0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649562050 0008070300', // space ! " # $ % & '
  '001C224100 0041221C00 2A1C7F1C2A 08083E0808 0080703000 0808080808 0000606000 2010080402', // ( ) * + , - . /
  '3E5149453E 00427F4000 7249494946 2141494D33 1814127F10 2745454539 3C4A494931 4121110907', // 0 1 2 3 4 5 6 7
  '3649494936 464949291E 0000140000 0040340000 0008142241 1414141414 0041221408 0201590906', // 8 9 : ; < = > ?
  '3E415D594E 7C1211127C 7F49494936 3E41414122 7F4141413E 7F49494941 7F09090901 3E41415173', // @ A B C D E F G
  '7F0808087F 00417F4100 2040413F01 7F08142241 7F40404040 7F021C027F 7F0408107F 3E4141413E', // H I J K L M N O
  '7F09090906 3E4151215E 7F09192946 2649494932 03017F0103 3F4040403F 1F2040201F 3F4038403F', // P Q R S T U V W
  '6314081463 0304780403 6159494D43 007F414141 0204081020 004141417F 0402010204 4040404040', // X Y Z [ \ ] ^ _
  '0003070800 2054547840 7F28444438 3844444428 384444287F 3854545418 00087E0902 18A4A49C78', // ` a b c d e f g
  '7F08040478 00447D4000 2040403D00 7F10284400 00417F4000 7C04780478 7C08040478 3844444438', // h i j k l m n o
  'FC18242418 18242418FC 7C08040408 4854545424 04043F4424 3C4040207C 1C2040201C 3C4030403C', // p q r s t u v w
  '4428102844 4C9090907C 4464544C44 0008364100 0000770000 0041360800 0201020402', // x y z { | } ~
]
  .join(' ')
  .split(' ');

/** Dots from one letter to the next, and from top to bottom with the part below the line. */
const ADVANCE = 6;
export const LETTER_ROWS = 8;

const LIGATURES: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '’': "'",
  '–': '-',
};

/** The text in letters that can be drawn, accents left out; null where one cannot (another script). */
export function drawableText(text: string): string | null {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/./gu, (letter) => LIGATURES[letter] ?? letter);
  return /^[ -~]+$/.test(plain) ? plain : null;
}

/** Dots in a row that the text takes. */
export function dotsWide(text: string): number {
  return Math.max(0, text.length * ADVANCE - 1);
}

/** The inked dots of a drawable text, from the top left. */
export function inkedDots(text: string): readonly { readonly x: number; readonly y: number }[] {
  const dots: { x: number; y: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const columns = COLUMNS[text.charCodeAt(at) - 32] ?? '';
    for (let column = 0; column < columns.length / 2; column++) {
      const bits = Number.parseInt(columns.slice(2 * column, 2 * column + 2), 16);
      for (let y = 0; y < LETTER_ROWS; y++) if (bits & (1 << y)) dots.push({ x: at * ADVANCE + column, y });
    }
  }
  return dots;
}
