/** Model packs that an analysis can be asked for by name. */
export const PACKS = [
  { value: 'bundled', label: 'Bundled: comes with the program, works offline' },
  { value: 'opencv-zoo', label: 'OpenCV Zoo: finds more small faces; fetched once from the internet' },
];
