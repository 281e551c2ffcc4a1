import { memo } from 'react';
import classes from './timeline.module.css';
import { LANE_HEIGHT, type TimelineData } from './timeline-data.ts';

interface LaneLabelsProps extends Pick<TimelineData, 'people' | 'who'> {
  readonly onPerson: (key: string) => void;
}

/** Whose lane it is; a click looks at that person. */
export const LaneLabels = memo(function LaneLabels({ people, who, onPerson }: LaneLabelsProps) {
  return (
    <ul className={classes['labels']} aria-label="Lanes">
      {people.map(({ key, name, colour }) => (
        <li key={key}>
          <button
            type="button"
            className={classes['label']}
            style={{ height: LANE_HEIGHT }}
            aria-pressed={key === who}
            onClick={() => onPerson(key)}
          >
            <i style={{ background: colour }} />
            <span>{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
});
