import type { Command } from 'commander';
import { fetchModels } from '../features/models/fetch-models.ts';
import { listModels } from '../features/models/list-models.ts';
import { verifyModels } from '../features/models/verify-models.ts';
import type { CommandContext } from './command-context.ts';

interface ModelsOptions {
  readonly json: boolean;
}

const HELP = `
Models are fetched by themselves on the first run. Fetch them beforehand for a machine without a network:
  $ screenalytics models fetch bundled
A pack of your own is described in a JSON file; see docs/models.md:
  $ screenalytics models verify ./my-pack.json
`;

export function addModelsCommand(program: Command, context: CommandContext): void {
  const { terminal, signal, setExitCode } = context;
  const write = terminal.out;
  const models = program.command('models').summary('list, fetch and verify the networks').addHelpText('after', HELP);
  models
    .command('list')
    .description('Shows the known packs, and which of their files are here.')
    .option('--json', 'print JSON', false)
    .action(async ({ json }: ModelsOptions) => {
      setExitCode(await listModels({ registry: await context.models(), write, json }));
    });
  models
    .command('fetch')
    .description('Gets the files of a pack and proves them by their hashes.')
    .argument('[pack]', 'name of a pack, or path of a pack file', 'bundled')
    .option('--json', 'print JSON', false)
    .action(async (pack: string, { json }: ModelsOptions) => {
      const registry = await context.models();
      let told = '';
      const onProgress = ({ item }: { readonly item: string }): void => {
        if (item === told) return;
        told = item;
        terminal.err(`fetching ${item}\n`);
      };
      setExitCode(await fetchModels({ registry, pack, write, json, onProgress, signal }));
    });
  models
    .command('verify')
    .description('Reads every file of a pack again and compares hashes.')
    .argument('[pack]', 'name of a pack, or path of a pack file', 'bundled')
    .option('--json', 'print JSON', false)
    .action(async (pack: string, { json }: ModelsOptions) => {
      setExitCode(await verifyModels({ registry: await context.models(), pack, write, json }));
    });
}
