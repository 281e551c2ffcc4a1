/** What the table types say, read from their source: types are gone when a program runs. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Columns as `name: type`, by table; `| null` where it may be null. */
type DescribedTables = Record<string, readonly string[]>;

/** Reads `Schema` with the selected type of every column. */
export function describeTypes(): DescribedTables {
  const file = fileURLToPath(new URL('./schema.ts', import.meta.url));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    types: [],
  };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const schema = source?.statements.find(ts.isInterfaceDeclaration);
  if (!schema) throw new Error(`${file} declares no interface.`);
  const tables = checker.getTypeAtLocation(schema).getProperties();
  return Object.fromEntries(tables.map((table) => [table.name, describeColumns(checker, table, schema)]));
}

function describeColumns(checker: ts.TypeChecker, table: ts.Symbol, at: ts.Node): string[] {
  const columns = checker.getTypeOfSymbolAtLocation(table, at).getProperties();
  return columns
    .map((column) => {
      const type = selectedType(checker, checker.getTypeOfSymbolAtLocation(column, at), at);
      return `${column.name}: ${nameOf(checker, type)}`;
    })
    .sort();
}

/** A column whose types differ by use is an object of these; the others are what they are. */
function selectedType(checker: ts.TypeChecker, type: ts.Type, at: ts.Node): ts.Type {
  const select = type.getProperty('__select__');
  return select ? checker.getTypeOfSymbolAtLocation(select, at) : type;
}

/** Words that stand for others count as text. */
function nameOf(checker: ts.TypeChecker, type: ts.Type): string {
  const parts = type.isUnion() ? type.types : [type];
  const names = parts.map((part) => {
    if (part.isStringLiteral()) return 'string';
    if (part.flags & ts.TypeFlags.BooleanLike) return 'boolean';
    return checker.typeToString(part);
  });
  return [...new Set(names)].sort().join(' | ');
}
