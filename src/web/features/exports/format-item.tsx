import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronDown, ChevronRight, Download, Hammer } from 'lucide-react';
import { useId } from 'react';
import type { ExportFormat } from '../../../server/contract/exports.ts';
import { API_BASE } from '../../lib/api-base.ts';
import { useTrpc } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { useMe } from '../accounts/use-me.ts';
import { type AskedOptions, exportAddress } from './export-address.ts';
import classes from './exports.module.css';
import { Preview } from './preview.tsx';

interface FormatItemProps {
  readonly format: ExportFormat;
  readonly runId: string;
  readonly options: AskedOptions;
  /** Its first lines are shown. */
  readonly isLooking: boolean;
  readonly onLook: () => void;
}

const isText = ({ contentType }: ExportFormat): boolean =>
  /^text\/|json|xml;|xml$/.test(contentType) && !/openxml/.test(contentType);

export function FormatItem({ format, runId, options, isLooking, onLook }: FormatItemProps) {
  const { name, title, extension, purpose, made } = format;
  const preview = useId();
  const canLook = made === 'at-once' && isText(format);
  const address = exportAddress(API_BASE, { runId, format: name }, options);
  const Chevron = isLooking ? ChevronDown : ChevronRight;
  return (
    <li className={classes['format']}>
      <div className={classes['about']}>
        <Text fw={500} component="h3" size="sm">
          {title} <code className={classes['extension']}>.{extension}</code>
        </Text>
        <Text size="sm" c="dimmed">
          {purpose}
        </Text>
      </div>
      <div className={classes['actions']}>
        {canLook && (
          <Button
            variant="subtle"
            size="xs"
            rightSection={<Chevron size={14} aria-hidden />}
            aria-expanded={isLooking}
            aria-controls={preview}
            onClick={onLook}
          >
            First lines<span className="visually-hidden"> of {title}</span>
          </Button>
        )}
        {made === 'at-once' ? (
          <Button
            component="a"
            href={address}
            download
            variant="default"
            size="xs"
            w={116}
            leftSection={<Download size={14} aria-hidden />}
          >
            Download<span className="visually-hidden"> {title}</span>
          </Button>
        ) : (
          <MakeButton format={format} runId={runId} options={options} />
        )}
      </div>
      <div id={preview} className={classes['preview']}>
        {isLooking && canLook && <Preview title={title} address={address} />}
      </div>
    </li>
  );
}

function MakeButton({ format, runId, options }: Pick<FormatItemProps, 'format' | 'runId' | 'options'>) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const { may } = useMe();
  const make = useMutation(
    trpc.exports.begin.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: trpc.exports.list.queryKey({ runId }) }),
      onError: (error) => notifyFailure(`${format.title} is not made`, error),
    }),
  );
  return (
    <Button
      variant="default"
      size="xs"
      w={116}
      leftSection={<Hammer size={14} aria-hidden />}
      loading={make.isPending}
      disabled={!may('reviewer')}
      title={may('reviewer') ? 'It takes a while; the file is listed below' : 'Reviewers can have it made'}
      onClick={() => make.mutate({ runId, format: format.name, ...options })}
    >
      Make<span className="visually-hidden"> {format.title}</span>
    </Button>
  );
}
