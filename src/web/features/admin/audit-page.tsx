/** Who did what, when, on what. For admins. */
import { Anchor, Button, Pagination, Skeleton, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Download, ScrollText, ShieldAlert } from 'lucide-react';
import type { AuditEntry, AuditFilter } from '../../../server/contract/audit.ts';
import { API_BASE } from '../../lib/api-base.ts';
import { present } from '../../lib/search-values.ts';
import { useViewChange } from '../../lib/use-view-change.ts';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useMe } from '../accounts/use-me.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AUDIT_PAGE, type AuditView, filterOf } from './audit-view.ts';
import { actionLabel, actorName, detailText } from './privacy-words.ts';

export function AuditPage() {
  const { me, may } = useMe();
  const view = useSearch({ from: '/shell/settings/audit' });
  return (
    <Page
      title="Who did what"
      subtitle={
        <Anchor size="sm" renderRoot={(props) => <Link to="/settings" {...props} />}>
          <ArrowLeft size={13} aria-hidden style={{ verticalAlign: -2 }} /> Settings
        </Anchor>
      }
      actions={
        may('admin') && (
          <Button
            component="a"
            href={csvAddress(filterOf(view))}
            download
            variant="default"
            size="xs"
            leftSection={<Download size={14} aria-hidden />}
          >
            Download as CSV
          </Button>
        )
      }
    >
      {me !== null && !may('admin') ? (
        <EmptyState icon={<ShieldAlert size={40} />} title="For admins">
          You have the role {me.role}. Ask an admin of this server for what you need.
        </EmptyState>
      ) : (
        <AuditLog view={view} />
      )}
    </Page>
  );
}

function AuditLog({ view }: { readonly view: AuditView }) {
  const trpc = useTrpc();
  const change = useViewChange<AuditView>();
  const page = view.page ?? 1;
  const asked = { ...filterOf(view), limit: AUDIT_PAGE, offset: (page - 1) * AUDIT_PAGE };
  const list = useQuery(trpc.audit.list.queryOptions(asked, { placeholderData: keepPreviousData }));
  const pages = Math.max(1, Math.ceil((list.data?.total ?? 0) / AUDIT_PAGE));
  return (
    <>
      <AuditFilters view={view} />
      {list.error && (
        <FailureNotice title="The log could not be read" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <Skeleton height={400} />}
      {list.data?.total === 0 && (
        <EmptyState icon={<ScrollText size={40} />} title="Nothing like that was done">
          Accounts, keys, runs, exports, edits, deletions and sign-ins stand here. Take a filter away to see more.
        </EmptyState>
      )}
      {list.data && list.data.total > 0 && (
        <Panel title={`${list.data.total.toLocaleString('en')} ${list.data.total === 1 ? 'entry' : 'entries'}`} flush>
          <AuditTable items={list.data.items} isOld={list.isPlaceholderData} />
        </Panel>
      )}
      {pages > 1 && (
        <Pagination
          mt="lg"
          total={pages}
          value={page}
          onChange={(next) =>
            change((before) => ({ ...before, page: next === 1 ? undefined : next }), { isStep: true })
          }
          getControlProps={(control) => ({ 'aria-label': control === 'next' ? 'Next page' : 'Page before' })}
          getItemProps={(number) => ({ 'aria-label': `Page ${number}` })}
        />
      )}
    </>
  );
}

function AuditTable({ items, isOld }: { readonly items: readonly AuditEntry[]; readonly isOld: boolean }) {
  return (
    <Table verticalSpacing={7} horizontalSpacing="md" style={{ opacity: isOld ? 0.6 : 1 }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Who</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th visibleFrom="md">On what</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ id, at, actor, action, subject, detail }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Moment at={at} />
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{actorName(actor)}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {actionLabel(action)}
              <Text size="xs" c="dimmed">
                {detailText(detail)}
              </Text>
              <Text size="xs" c="dimmed" hiddenFrom="md">
                {subject.type} {subject.id}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="md" style={{ overflowWrap: 'anywhere' }}>
              {subject.type}
              <Text size="xs" c="dimmed">
                {subject.id}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function csvAddress(filter: AuditFilter): string {
  const query = new URLSearchParams(present(filter) as Record<string, string>).toString();
  return `${API_BASE}/audit.csv${query === '' ? '' : `?${query}`}`;
}
