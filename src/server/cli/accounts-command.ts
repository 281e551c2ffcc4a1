import { text } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { ROLES, type Role } from '../../adapters/accounts/port.ts';
import { UserError } from '../../errors.ts';
import type { CommandContext } from './command-context.ts';

interface CreateOptions {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

const HELP = `
The first admin of a server, whose settings are read as the server reads them:
  $ openssl rand -base64 18 | tee /dev/tty | screenalytics accounts create --email ana@example.org --name Ana --role admin
`;

export function addAccountsCommand(program: Command, context: CommandContext): void {
  const accounts = program.command('accounts').summary('make accounts of a server').addHelpText('after', HELP);
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
      const { accounts: store, close } = await context.accounts();
      try {
        const made = await store.createAccount({ email, name, role, password }, 'cli');
        context.terminal.out(`${made.email} can sign in as ${made.role}.\n`);
      } finally {
        await close();
      }
    });
}
