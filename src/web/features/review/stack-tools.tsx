/** What can be done to the chosen stacks; every button has a key. */
import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { nameOf } from './identity-names.ts';
import { confirmEdits, rejectedPerson } from './plan-edits.ts';
import classes from './review.module.css';
import type { StackActions } from './use-stack-actions.ts';

interface StackToolsProps {
  readonly targets: readonly ReviewIdentity[];
  readonly actions: StackActions;
  readonly onOpen: () => void;
}

export function StackTools({ targets, actions, onOpen }: StackToolsProps) {
  const [first] = targets;
  const many = targets.length;
  const seconds = targets.reduce((sum, identity) => sum + identity.seconds, 0);
  const tool = (label: string, key: string, onClick: () => void, isOff = many === 0) => (
    <Button
      size="compact-sm"
      variant="default"
      onClick={onClick}
      disabled={isOff}
      title={`${label} (${key})`}
      flex="none"
    >
      {label}
    </Button>
  );
  const areLocked = many > 0 && targets.every(({ isLocked }) => isLocked);
  return (
    <div className={classes['stackTools']} role="toolbar" aria-label="Chosen stacks">
      <span className={`${classes['chosen']} numbers`} aria-live="polite">
        {first === undefined ? 'None chosen' : many === 1 ? nameOf(first) : `${many} stacks`}
        {many > 0 && <small> {formatSeconds(seconds)}</small>}
      </span>
      {tool('Open', 'Enter', onOpen)}
      {tool('Who is it…', 'A', () => actions.who())}
      {tool('Confirm', 'C', actions.confirm, confirmEdits(targets).length === 0)}
      {tool(rejectedPerson(targets) === null ? 'Never…' : 'Never', 'R', actions.never)}
      {tool('Merge', 'M', actions.merge, many < 2)}
      {tool('Compare', 'V', actions.compare, many < 2 || many > 3)}
      {tool('Different', 'D', actions.different, many !== 2)}
      {tool('Ignore…', 'I', actions.ignore)}
      <Menu position="top-end" shadow="md">
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            flex="none"
            disabled={many === 0}
            rightSection={<ChevronDown size={14} aria-hidden />}
          >
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={actions.outliers} disabled={many !== 1} rightSection="O">
            Separate outliers…
          </Menu.Item>
          <Menu.Item onClick={actions.neverWhom}>Never somebody else…</Menu.Item>
          <Menu.Item onClick={actions.name} rightSection="N">
            Name without the cast…
          </Menu.Item>
          <Menu.Item onClick={actions.lock} rightSection="L">
            {areLocked ? 'Unlock' : 'Lock'}
          </Menu.Item>
          <Menu.Item onClick={() => void actions.notAFace()} rightSection="X">
            No face
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
