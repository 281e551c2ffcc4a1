/**
 * Who may import whom. Each rule says why in its comment, which is printed with every violation.
 * Type-only imports count as imports unless a rule says otherwise: knowing a thing's type is knowing the thing.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** Files that run in tests only. */
const TEST = '(\\.test|\\.test-support|/conformance)\\.tsx?$';
/** What belongs to a port: the interface, and the vocabulary that all its implementations share. */
const PORT_FILES = '/(port|object-layout|column-values|database-error|blob-error|content-disposition)\\.ts$';
/** What tests are written with. */
const TEST_TOOLS = '^node_modules/(vitest|fast-check)/';

/** npm packages an adapter may import. Schemas and atomic writing are plumbing; the rest is what the adapter adapts. */
const VENDORS = {
  accounts: ['better-auth', 'kysely', 'zod'],
  blobs: [
    '@aws-sdk/client-s3',
    '@aws-sdk/lib-storage',
    '@aws-sdk/s3-presigned-post',
    '@aws-sdk/s3-request-presigner',
    '@fastify/busboy',
    'zod',
  ],
  database: [
    'kysely',
    'pg',
    '@types/pg',
    '@electric-sql/pglite',
    '@electric-sql/pglite-pgvector',
    '@electric-sql/pglite-prepopulatedfs',
    'tar',
    'zod',
  ],
  frames: ['@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe', 'zod'],
  inference: ['onnxruntime-node'],
  events: ['zod'],
  jobs: ['bullmq', '@bull-board/api', '@bull-board/fastify', 'zod'],
  redis: ['ioredis', 'ioredis-mock', '@types/ioredis-mock', 'fengari', 'msgpackr'],
  models: ['pacote', '@types/pacote', 'tar', 'zod', 'write-file-atomic', '@types/write-file-atomic'],
};
/** The benchmark measures BullMQ itself on both kinds of Redis. */
const MEASURED = { jobs: '^bench/' };
/** Kysely is the language of the database port: features write their queries in it. */
const SHARED_PLUMBING = ['zod', 'kysely', 'tar', 'write-file-atomic', '@types/write-file-atomic'];

const packages = (names) => `^node_modules/(${names.join('|')})/`;

/** Per adapter: no vendor but its own, and its vendor nowhere else. */
const vendorRules = Object.entries(VENDORS).flatMap(([adapter, vendors]) => [
  {
    name: `vendor-of-${adapter}`,
    comment: 'An adapter turns one vendor into one port; a second vendor is a second adapter. Add a vendor to VENDORS.',
    severity: 'error',
    from: { path: `^src/adapters/${adapter}/`, pathNot: TEST },
    to: { path: '^node_modules/', pathNot: packages(vendors) },
  },
  {
    name: `vendor-only-in-${adapter}`,
    comment: 'A vendor is known behind its port only, so that replacing it changes one folder.',
    severity: 'error',
    from: { pathNot: [`^src/adapters/${adapter}/`, TEST, ...(MEASURED[adapter] ? [MEASURED[adapter]] : [])] },
    to: { path: packages(vendors.filter((name) => !SHARED_PLUMBING.includes(name))) },
  },
]);

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one thing in two places, or a third thing is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that neither imports nor is imported is forgotten.',
      severity: 'error',
      // What the page loads before anything else is named in index.html alone.
      from: {
        orphan: true,
        path: '^(src|fixtures|evaluation|bench|deploy)/',
        pathNot: [TEST, '^src/web/public/'],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'The import leads to no file or package; on another machine it would fail at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-barrels',
      comment: 'A file that only passes others on hides who needs what and loads everything. Import the file itself.',
      severity: 'error',
      from: { path: '/index\\.ts$' },
      to: {},
    },
    {
      name: 'no-grab-bags',
      comment: 'Such a name takes in anything. Name the file after what it does.',
      severity: 'error',
      from: {},
      to: { path: '/(utils?|misc|helpers?|common)(/|\\.ts$)', pathNot: '^node_modules/' },
    },
    {
      name: 'pipeline-is-pure',
      comment: 'The numeric core does no I/O and needs no package: the same input gives the same numbers everywhere.',
      severity: 'error',
      from: { path: '^src/pipeline/', pathNot: TEST },
      to: { pathNot: '^src/pipeline/' },
    },
    {
      name: 'pipeline-tests-are-pure',
      comment:
        'A test of the numeric core is numbers in, numbers out. Tests with models, files or ffmpeg sit where those are.',
      severity: 'error',
      from: { path: `^src/pipeline/.*${TEST}` },
      to: { pathNot: ['^src/pipeline/', TEST_TOOLS] },
    },
    {
      name: 'review-is-pure',
      comment:
        'Who is who after corrections follows from the log and the machine’s result alone: the same on every machine.',
      severity: 'error',
      from: { path: '^src/review/', pathNot: TEST },
      to: { pathNot: ['^src/review/', '^src/pipeline/'] },
    },
    {
      name: 'errors-stand-alone',
      comment: 'Everything may import the error class, so it imports nothing.',
      severity: 'error',
      from: { path: '^src/errors\\.ts$' },
      to: {},
    },
    {
      name: 'adapter-knows-its-port',
      comment: 'An adapter knows its own folder, the pipeline and the error class: not other adapters, not the server.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: ['^src/adapters/accounts/', TEST] },
      to: {
        path: '^(src|fixtures|evaluation|bench)/',
        pathNot: ['^src/adapters/$1/', '^src/pipeline/', '^src/errors\\.ts$'],
      },
    },
    {
      name: 'accounts-on-the-database',
      comment:
        'Accounts are rows beside others, changed with them: they need the database, by its port, on any kind of it.',
      severity: 'error',
      from: { path: '^src/adapters/accounts/', pathNot: TEST },
      to: {
        path: '^(src|fixtures|evaluation|bench)/',
        pathNot: ['^src/adapters/accounts/', '^src/adapters/database/(port|column-values)\\.ts$', '^src/errors\\.ts$'],
      },
    },
    {
      name: 'adapter-computes-nothing',
      comment: 'An adapter takes and gives what the pipeline defines; it runs none of its algorithms.',
      severity: 'error',
      from: { path: '^src/adapters/', pathNot: TEST },
      to: { path: '^src/pipeline/', pathNot: '^src/pipeline/(units|records)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    ...vendorRules,
    {
      name: 'vendor-is-declared',
      comment: 'A new adapter says in VENDORS which package it adapts.',
      severity: 'error',
      from: { path: '^src/adapters/', pathNot: [`^src/adapters/(${Object.keys(VENDORS).join('|')})/`, TEST] },
      to: { path: '^node_modules/' },
    },
    {
      name: 'only-compose-names-implementations',
      comment:
        'Code that knows only the port runs on any implementation. Choosing one is the job of src/server/compose.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/server/compose\\.ts$', '^src/adapters/', TEST] },
      to: { path: '^src/adapters/', pathNot: PORT_FILES },
    },
    {
      name: 'feature-knows-itself',
      comment: 'Features stay apart, so that one can change without the others. What two need belongs below both.',
      severity: 'error',
      from: { path: '^src/server/features/([^/]+)/' },
      to: { path: '^src/server/features/', pathNot: '^src/server/features/$1/' },
    },
    {
      name: 'contract-is-shapes',
      comment: 'The web client shares these files: they are zod shapes and nothing that needs a server.',
      severity: 'error',
      from: { path: '^src/server/contract/', pathNot: TEST },
      to: { pathNot: ['^src/server/contract/', packages(['zod'])] },
    },
    {
      name: 'web-knows-the-contract',
      comment:
        'The page runs in a browser: it knows the shapes and the type of the API, and nothing that needs a server.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: TEST },
      to: { path: '^src/', pathNot: ['^src/web/', '^src/server/contract/', '^src/server/api/app-router\\.ts$'] },
    },
    {
      name: 'web-needs-only-the-type-of-the-api',
      comment: 'The router itself would bring the whole server into the page.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/server/api/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-knows-no-page',
      comment: 'The server answers any client; it hands out the built page as files.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'entry-points-are-not-imported',
      comment: 'A command does something when it is loaded.',
      severity: 'error',
      from: {},
      to: {
        path: '^(src/server/cli|src/server/main|src/server/worker|fixtures/run-dev|fixtures/run-demo|evaluation/eval|evaluation/rerun|evaluation/review/review-clicks|bench/bench|bench/redis-jobs|bench/api|bench/faces|bench/review|bench/web|deploy/verify/verify|deploy/packages/audit)\\.ts$',
      },
    },
    {
      name: 'product-stands-alone',
      comment: 'What is shipped works without the demo, the evaluation, the benchmark and the deployment.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^(fixtures|evaluation|bench|deploy)/' },
    },
    {
      name: 'no-test-code-outside-tests',
      comment: 'What is written for tests may be slow, fixed or wrong on purpose.',
      severity: 'error',
      from: { path: '^(src|fixtures|evaluation|bench|deploy)/', pathNot: TEST },
      to: { path: [TEST, TEST_TOOLS] },
    },
    {
      name: 'product-ships-its-packages',
      comment: 'Development dependencies are not installed with the product. Types vanish and may come from there.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
};
