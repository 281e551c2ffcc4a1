/** Aliases, roles by season, notes. */
import { Stack, Table, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Person } from '../../../server/contract/cast.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { Panel } from '../../ui/panel.tsx';
import type { PersonChanges } from './use-person.ts';

interface PersonDetailsProps {
  readonly person: Person;
  /** Of the show. */
  readonly seasons: readonly number[];
  readonly changes: PersonChanges;
  readonly mayChange: boolean;
  /** @param version of the person when the editor began. */
  readonly onNotes: (notes: string, version: number) => void;
}

const MOST_NOTES = 10_000;

export function PersonDetails({ person, seasons, changes, mayChange, onNotes }: PersonDetailsProps) {
  const { aliases, roles, notes } = person;
  const all = [...new Set([...seasons, ...roles.map(({ season }) => season)])].sort((a, b) => a - b);
  return (
    <Stack>
      <Panel title="Who it is">
        <Stack gap="sm">
          <TagsInput
            label="Also called"
            description="Names by which results and imports mean this person"
            value={[...aliases]}
            onChange={(next) =>
              changes.setAliases.mutate(
                next.map((each) => each.trim()).filter((each) => each !== ''),
                { onError: (error) => notifyFailure('The aliases were not changed', error) },
              )
            }
            placeholder={aliases.length === 0 && mayChange ? 'Type a name, then Enter' : ''}
            readOnly={!mayChange}
            maxTags={50}
            isDuplicate={(value, tags) => tags.some((tag) => tag.toLowerCase() === value.toLowerCase())}
          />
          <Notes notes={notes} version={person.version} canEdit={mayChange} onSave={onNotes} />
        </Stack>
      </Panel>
      <Panel title="Role by season" flush>
        <Table verticalSpacing={4} horizontalSpacing="md">
          <Table.Tbody>
            {all.map((season) => (
              <RoleRow
                key={season}
                season={season}
                role={roleOf(person, season)}
                canEdit={mayChange}
                onSave={(role) =>
                  changes.setRole.mutate(
                    { season, role },
                    { onError: (error) => notifyFailure('The role was not changed', error) },
                  )
                }
              />
            ))}
          </Table.Tbody>
        </Table>
        {all.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            The show has no season yet: it begins with its first episode.
          </Text>
        )}
        <datalist id="roles">
          {[...new Set([...roles.map(({ role }) => role), 'main cast', 'friend', 'guest'])].map((role) => (
            <option key={role} value={role} />
          ))}
        </datalist>
      </Panel>
    </Stack>
  );
}

const roleOf = ({ roles }: Person, season: number): string => roles.find((each) => each.season === season)?.role ?? '';

interface RoleRowProps {
  readonly season: number;
  readonly role: string;
  readonly canEdit: boolean;
  readonly onSave: (role: string | null) => void;
}

function RoleRow({ season, role, canEdit, onSave }: RoleRowProps) {
  const name = season === 0 ? 'Specials' : `Season ${season}`;
  /** Null: nobody is typing. */
  const [typed, setTyped] = useState<string | null>(null);
  const end = () => {
    if (typed !== null && typed.trim() !== role) onSave(typed.trim() || null);
    setTyped(null);
  };
  return (
    <Table.Tr>
      <Table.Th scope="row" w={110} fw={500}>
        {name}
      </Table.Th>
      <Table.Td>
        <TextInput
          aria-label={`Role in ${name.toLowerCase()}`}
          variant="unstyled"
          placeholder={canEdit ? 'None; type main cast, friend, guest …' : 'None'}
          list="roles"
          maxLength={100}
          value={typed ?? role}
          readOnly={!canEdit}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          onBlur={end}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Escape') setTyped(null);
            if (key === 'Enter') currentTarget.blur();
          }}
        />
      </Table.Td>
    </Table.Tr>
  );
}

interface NotesProps {
  readonly notes: string;
  readonly version: number;
  readonly canEdit: boolean;
  readonly onSave: (notes: string, version: number) => void;
}

interface Draft {
  readonly text: string;
  /** What stood there when the editor began, and of which version. */
  readonly before: string;
  readonly version: number;
}

/** News of others do not take away what is being typed. */
function Notes({ notes, version, canEdit, onSave }: NotesProps) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const end = () => {
    if (draft && draft.text !== draft.before) onSave(draft.text, draft.version);
    setDraft(null);
  };
  return (
    <Textarea
      label="Notes"
      autosize
      minRows={2}
      maxRows={10}
      maxLength={MOST_NOTES}
      value={draft?.text ?? notes}
      readOnly={!canEdit}
      onFocus={() => canEdit && setDraft({ text: notes, before: notes, version })}
      onChange={({ currentTarget: { value } }) =>
        setDraft((begun) => ({ before: begun?.before ?? notes, version: begun?.version ?? version, text: value }))
      }
      onBlur={end}
      onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
        if (key === 'Escape') setDraft(null);
        if (key === 'Enter' && (ctrlKey || metaKey)) currentTarget.blur();
      }}
    />
  );
}
