/** Faces beside each other. */
import classes from './dialogs.module.css';

interface CropGridProps {
  readonly crops: readonly { readonly face: number; readonly url: string | null }[];
  readonly most?: number;
}

export function CropGrid({ crops, most = 24 }: CropGridProps) {
  return (
    <div className={classes['crops']}>
      {crops
        .filter(({ url }) => url !== null)
        .slice(0, most)
        .map(({ face, url }) => (
          <img key={face} src={url ?? ''} alt="" className={classes['crop']} loading="lazy" />
        ))}
    </div>
  );
}
