/** Who was chosen last, on this machine: they are offered first. */
const KEY = 'screenalytics-recent-people';
const MOST_KEPT = 30;

/** Ids, the last one first. */
export function recentPeople(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberPerson(id: string): void {
  const kept = [id, ...recentPeople().filter((each) => each !== id)].slice(0, MOST_KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Where nothing may be kept, nobody comes first.
  }
}
