/** One matched face: the person it shows, and the identity it was given, or null when it was given to nobody. */
export interface LabelPair {
  readonly person: number;
  readonly identity: number | null;
}

export interface ClusteringScore {
  /** Weighted clustering purity: share of the assigned faces that belong to the main person of their identity, 0–1. */
  readonly purity: number;
  /** Mutual information of persons and identities over the mean of their entropies, 0–1. */
  readonly mutualInformation: number;
  /** Rand index adjusted for chance (Hubert & Arabie 1985): 1 = the same partition, about 0 = chance. */
  readonly adjustedRand: number;
  /** B-cubed (Bagga & Baldwin, "Algorithms for Scoring Coreference Chains", 1998), each 0–1. */
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number };
  /** Share of the faces that were given to nobody, 0–1. */
  readonly unassigned: number;
}

/**
 * How well identities agree with persons, one vote per face. Faces given to nobody are left out of purity, mutual
 * information and Rand index; for B-cubed each of them is an identity of its own.
 * Without any (assigned) face every measure is 0.
 */
export function scoreClustering(faces: readonly LabelPair[]): ClusteringScore {
  const table = tabulate(faces);
  return {
    purity: purity(table),
    mutualInformation: mutualInformation(table),
    adjustedRand: adjustedRand(table),
    bCubed: bCubed(faces, table),
    unassigned: faces.length > 0 ? (faces.length - table.total) / faces.length : 0,
  };
}

/** Contingency table of the assigned faces. */
interface Table {
  readonly total: number;
  readonly cells: readonly { readonly person: number; readonly identity: number; readonly count: number }[];
  readonly persons: ReadonlyMap<number, number>;
  readonly identities: ReadonlyMap<number, number>;
}

function tabulate(faces: readonly LabelPair[]): Table {
  const cells = new Map<string, { person: number; identity: number; count: number }>();
  const persons = new Map<number, number>();
  const identities = new Map<number, number>();
  let total = 0;
  for (const { person, identity } of faces) {
    if (identity === null) continue;
    const key = `${person} ${identity}`;
    const cell = cells.get(key) ?? { person, identity, count: 0 };
    cell.count++;
    cells.set(key, cell);
    countOne(persons, person);
    countOne(identities, identity);
    total++;
  }
  return { total, cells: [...cells.values()], persons, identities };
}

function purity({ cells, total }: Table): number {
  const largest = new Map<number, number>();
  for (const { identity, count } of cells) largest.set(identity, Math.max(largest.get(identity) ?? 0, count));
  return total > 0 ? sum(largest.values()) / total : 0;
}

function mutualInformation({ cells, total, persons, identities }: Table): number {
  if (total === 0) return 0;
  const entropies = entropy(persons, total) + entropy(identities, total);
  if (entropies < 1e-12) return 1;
  const shared = cells.map(({ person, identity, count }) => {
    const byChance = (persons.get(person) ?? 0) * (identities.get(identity) ?? 0);
    return (count / total) * Math.log((count * total) / byChance);
  });
  return Math.min(1, Math.max(0, (2 * sum(shared)) / entropies));
}

function entropy(sizes: ReadonlyMap<number, number>, total: number): number {
  return -sum([...sizes.values()].map((size) => (size / total) * Math.log(size / total)));
}

function adjustedRand({ cells, total, persons, identities }: Table): number {
  if (total === 0) return 0;
  const pairs = (size: number) => (size * (size - 1)) / 2;
  const together = sum(cells.map((cell) => pairs(cell.count)));
  const samePerson = sum([...persons.values()].map(pairs));
  const sameIdentity = sum([...identities.values()].map(pairs));
  const byChance = total > 1 ? (samePerson * sameIdentity) / pairs(total) : 0;
  const most = (samePerson + sameIdentity) / 2;
  return Math.abs(most - byChance) < 1e-12 ? 1 : (together - byChance) / (most - byChance);
}

function bCubed(faces: readonly LabelPair[], { cells, identities }: Table): ClusteringScore['bCubed'] {
  if (faces.length === 0) return { precision: 0, recall: 0, f1: 0 };
  const facesOf = new Map<number, number>();
  for (const { person } of faces) countOne(facesOf, person);
  const alone = faces.filter((face) => face.identity === null);
  const pure = sum(cells.map(({ identity, count }) => count ** 2 / (identities.get(identity) ?? 1))) + alone.length;
  const whole =
    sum(cells.map(({ person, count }) => count ** 2 / (facesOf.get(person) ?? 1))) +
    sum(alone.map(({ person }) => 1 / (facesOf.get(person) ?? 1)));
  const precision = pure / faces.length;
  const recall = whole / faces.length;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function countOne(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
