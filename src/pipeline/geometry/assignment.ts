/** One chosen pair: indexes into the rows and the columns of the cost matrix. */
export interface AssignedPair {
  readonly row: number;
  readonly column: number;
}

/**
 * Pairs rows with columns one-to-one so that as many pairs as possible are made and, among those, the summed
 * cost is smallest. The matrix may be rectangular; `Infinity` forbids a pair (a row may then stay alone).
 *
 * Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957, in the O(n²m) form of Jonker & Volgenant
 * 1987). The same matrix always gives the same pairs, also among equally cheap solutions.
 *
 * @param cost one array of equal length per row; values are finite or `Infinity`.
 * @returns pairs by ascending row.
 * @throws RangeError when rows differ in length, or a cost is NaN or −Infinity.
 */
export function solveAssignment(cost: readonly ArrayLike<number>[]): AssignedPair[] {
  const rows = cost.length;
  const columns = cost[0]?.length ?? 0;
  if (rows === 0 || columns === 0) return [];
  const flat = flattened(cost, columns);
  // The search augments along rows and needs no more rows than columns.
  const wide = rows <= columns;
  const shape = wide ? { rows, columns, values: flat } : transposed(flat, rows, columns);
  const rowOfColumn = augmentAllRows(shape);
  const pairs: AssignedPair[] = [];
  for (let column = 0; column < shape.columns; column++) {
    const row = rowOfColumn[column] ?? -1;
    if (row < 0) continue;
    const pair = wide ? { row, column } : { row: column, column: row };
    if (cost[pair.row]?.[pair.column] !== Infinity) pairs.push(pair);
  }
  return pairs.sort((a, b) => a.row - b.row);
}

interface CostMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row-major. */
  readonly values: Float64Array;
}

/** Row-major copy in which a forbidden pair costs more than any way around it. */
function flattened(cost: readonly ArrayLike<number>[], columns: number): Float64Array {
  const flat = new Float64Array(cost.length * columns);
  let least = Infinity;
  let most = -Infinity;
  cost.forEach((row, r) => {
    if (row.length !== columns) throw new RangeError(`cost row ${r} has ${row.length} values, row 0 has ${columns}`);
    for (let c = 0; c < columns; c++) {
      const value = row[c] ?? Number.NaN;
      if (Number.isNaN(value) || value === -Infinity) throw new RangeError(`cost[${r}][${c}] is ${value}`);
      flat[r * columns + c] = value;
      if (value === Infinity) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  });
  const forbidden = most < least ? 1 : most + Math.min(cost.length, columns) * (most - least) + 1;
  return flat.map((value) => (value === Infinity ? forbidden : value));
}

function transposed(values: Float64Array, rows: number, columns: number): CostMatrix {
  const turned = new Float64Array(values.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) turned[c * rows + r] = values[r * columns + c] ?? 0;
  }
  return { rows: columns, columns: rows, values: turned };
}

/** Adds the rows one after another, each along the cheapest augmenting path. Returns the row of each column or −1. */
function augmentAllRows(matrix: CostMatrix): Int32Array {
  const partial: PartialAssignment = {
    rowOfColumn: new Int32Array(matrix.columns).fill(-1),
    rowPotential: new Float64Array(matrix.rows),
    columnPotential: new Float64Array(matrix.columns),
  };
  for (let row = 0; row < matrix.rows; row++) addRow(matrix, partial, row);
  return partial.rowOfColumn;
}

interface PartialAssignment {
  readonly rowOfColumn: Int32Array;
  /** Dual variables: cost − row potential − column potential is ≥ 0 everywhere and 0 on the chosen pairs. */
  readonly rowPotential: Float64Array;
  readonly columnPotential: Float64Array;
}

/** Dijkstra over reduced costs from the new row until a free column is reached; then the path changes hands. */
function addRow({ columns, values }: CostMatrix, partial: PartialAssignment, start: number): void {
  const { rowOfColumn, rowPotential, columnPotential } = partial;
  const distance = new Float64Array(columns).fill(Infinity);
  const cameFrom = new Int32Array(columns).fill(-1);
  const settled = new Uint8Array(columns);
  let row = start;
  let column = -1;
  while (row >= 0) {
    const from = column;
    let step = Infinity;
    for (let c = 0; c < columns; c++) {
      if (settled[c]) continue;
      const reduced = at(values, row * columns + c) - at(rowPotential, row) - at(columnPotential, c);
      if (reduced < at(distance, c)) {
        distance[c] = reduced;
        cameFrom[c] = from;
      }
      if (at(distance, c) < step) {
        step = at(distance, c);
        column = c;
      }
    }
    rowPotential[start] = at(rowPotential, start) + step;
    for (let c = 0; c < columns; c++) {
      distance[c] = at(distance, c) - step;
      if (!settled[c]) continue;
      const owner = at(rowOfColumn, c);
      rowPotential[owner] = at(rowPotential, owner) + step;
      columnPotential[c] = at(columnPotential, c) - step;
    }
    settled[column] = 1;
    row = at(rowOfColumn, column);
  }
  // Every column on the path goes to the row that reached it.
  while (column >= 0) {
    const previous = at(cameFrom, column);
    rowOfColumn[column] = previous < 0 ? start : at(rowOfColumn, previous);
    column = previous;
  }
}

const at = (values: Float64Array | Int32Array, index: number): number => values[index] ?? 0;
