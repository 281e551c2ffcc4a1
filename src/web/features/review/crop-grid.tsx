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
        .slice(0, most)
        .map(({ face, url }) =>
          url === null ? (
            <span key={face} className={classes['crop']} />
          ) : (
            <img key={face} src={url} alt="" className={classes['crop']} loading="lazy" />
          ),
        )}
    </div>
  );
}
