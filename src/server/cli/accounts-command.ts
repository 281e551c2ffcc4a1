import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Accounts, ROLES, type Role } from '../../adapters/accounts/port.ts';
import { UserError } from '../../errors.ts';
import type { CommandContext } from './command-context.ts';
import { formatKeys } from './keys-table.ts';

interface CreateOptions {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

interface CreateKeyOptions extends CreateOptions {
  readonly days?: number;
}

const HELP = `
The first admin of a server, whose settings are read as the server reads them:
  $ openssl rand -base64 18 | tee /dev/tty | screenalytics accounts create --email ana@example.org --name Ana --role admin
A key for a program that acts for her, and looks only:
  $ screenalytics accounts create-key --email ana@example.org --name 'nightly report' --days 90
`;

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_650;

export function addAccountsCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  const accounts = program.command('accounts').summary('accounts and API keys of a server').addHelpText('after', HELP);
  const withAccounts = async (work: (store: Accounts) => Promise<void>): Promise<void> => {
    const { accounts: store, close } = await context.accounts();
    try {
      await work(store);
    } finally {
      await close();
    }
  };
  accounts
    .command('create')
    .description('Makes an account. The password is read from standard input: its first line.')
    .requiredOption('--email <address>', 'what to sign in with')
    .requiredOption('--name <name>', 'how the person is called')
    .addOption(new Option('--role <role>', 'what the person may do').choices([...ROLES]).default('viewer'))
    .action(async ({ email, name, role }: CreateOptions) => {
      const [password = ''] = (await text(process.stdin)).split(/\r?\n/);
      if (password === '') {
        throw new UserError('accounts.no-password', 'No password came over standard input: pipe one in, see --help.');
      }
      await withAccounts(async (store) => {
        const made = await store.createAccount({ email, name, role, password }, 'cli');
        terminal.out(`${made.email} can sign in as ${made.role}.\n`);
      });
    });
  accounts
    .command('create-key')
    .description(
      'Makes an API key of an account and prints it, alone on a line: it is not stored and never shown again.',
    )
    .requiredOption('--email <address>', 'the account that the key acts for')
    .requiredOption('--name <name>', 'what the key is for')
    .addOption(
      new Option('--role <role>', "what the key may do, the account's role at most")
        .choices([...ROLES])
        .default('viewer'),
    )
    .option('--days <n>', 'days until the key ends (default: never)', toDays)
    .action(({ email, name, role, days }: CreateKeyOptions) =>
      withAccounts(async (store) => {
        const { id: accountId } = await accountOf(store, email);
        const until = days === undefined ? {} : { expiresAt: new Date(Date.now() + days * DAY_MS) };
        const { key, id, expiresAt } = await store.keys.create({ accountId, name, role, ...until }, 'cli');
        terminal.out(`${key}\n`);
        const end = expiresAt === null ? 'does not end by itself' : `ends on ${expiresAt.toISOString().slice(0, 10)}`;
        terminal.err(`Key ${id} acts as ${role} for ${email} and ${end}. Send it as "Authorization: Bearer <key>".\n`);
      }),
    );
  accounts
    .command('keys')
    .description('Lists API keys, newest first, without the keys themselves.')
    .option('--email <address>', 'those of one account (default: all)')
    .action(({ email }: { readonly email?: string }) =>
      withAccounts(async (store) => {
        const all = await store.listAccounts();
        const only = email === undefined ? null : (await accountOf(store, email)).id;
        terminal.out(formatKeys(await store.keys.list(only), all));
      }),
    );
  accounts
    .command('revoke-key')
    .description('Ends an API key: it counts no more from the next request on.')
    .argument('<id>', 'of the key, as `accounts keys` shows it')
    .action((id: string) =>
      withAccounts(async (store) => {
        await store.keys.revoke(id, 'cli');
        terminal.out(`Key ${id} is revoked.\n`);
      }),
    );
}

/** @throws UserError `accounts.no-such-account`. */
async function accountOf(store: Accounts, email: string) {
  const wanted = email.trim().toLowerCase();
  const account = (await store.listAccounts()).find((each) => each.email === wanted);
  if (account) return account;
  throw new UserError('accounts.no-such-account', `There is no account ${email}: make it with \`accounts create\`.`);
}

function toDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Give a whole number of days from 1 to ${MOST_DAYS}.`);
}
