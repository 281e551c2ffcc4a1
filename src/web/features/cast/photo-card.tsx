import { ActionIcon, Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Star, Trash2 } from 'lucide-react';
import type { Person } from '../../../server/contract/cast.ts';
import classes from './person.module.css';
import { photoState } from './photo-state.ts';

interface PhotoCardProps {
  readonly photo: Person['photos'][number];
  readonly mayChange: boolean;
  readonly onFeature: () => void;
  readonly onRemove: () => void;
}

export function PhotoCard({ photo, mayChange, onFeature, onRemove }: PhotoCardProps) {
  const { url, faceUrl, isFeatured, source, duplicateOf, reason } = photo;
  const { label, color, explanation } = photoState(photo);
  return (
    <li className={classes['photo']} data-featured={isFeatured || undefined}>
      <div className={classes['picture']}>
        <img src={url} alt="" loading="lazy" />
        {faceUrl !== null && (
          <img src={faceUrl} alt="" loading="lazy" className={classes['face']} title="The face that was found" />
        )}
        {mayChange && (
          <div className={classes['tools']}>
            <ActionIcon
              variant="default"
              size="sm"
              aria-label={isFeatured ? 'It is shown first' : 'Show this photograph first'}
              aria-pressed={isFeatured}
              title={isFeatured ? 'It is shown first' : 'Show it first'}
              onClick={onFeature}
              disabled={isFeatured}
            >
              <Star size={13} aria-hidden fill={isFeatured ? 'currentColor' : 'none'} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="sm"
              aria-label="Remove this photograph"
              title="Remove"
              onClick={onRemove}
            >
              <Trash2 size={13} aria-hidden />
            </ActionIcon>
          </div>
        )}
      </div>
      <div className={classes['about']}>
        <Badge color={color} variant="light" radius="sm" tt="none" fw={500} role="status">
          {label}
        </Badge>
        <Text size="xs" c="dimmed">
          {reason ?? explanation}
          {source === 'crop' && ' From an episode.'}
        </Text>
        {duplicateOf !== null && (
          <Text size="xs" fw={500}>
            Nearly the same as a photograph of{' '}
            <Link to="/cast/$personId" params={{ personId: duplicateOf.personId }} className={classes['link']}>
              {duplicateOf.name}
            </Link>
          </Text>
        )}
      </div>
    </li>
  );
}
