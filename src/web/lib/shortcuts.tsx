/**
 * Keyboard shortcuts: components name theirs with `useShortcuts`, the sheet on `?` lists those that work just now.
 * Keys are written as people read them: `g e` (one after the other), `Shift+M`, `Mod+K` (⌘ on a Mac, else Ctrl).
 */
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  readonly keys: string;
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** The second key of a sequence is waited for so long. */
const SEQUENCE_MS = 1_200;

class ShortcutRegistry {
  #groups: readonly ShortcutGroup[] = [];
  readonly #listeners = new Set<() => void>();
  #first: { key: string; at: number } | null = null;

  readonly groups = (): readonly ShortcutGroup[] => this.#groups;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(group: ShortcutGroup): () => void {
    this.#set([...this.#groups, group]);
    return () => this.#set(this.#groups.filter((each) => each !== group));
  }

  readonly handle = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = nameOf(event);
    if (key === null || (isTyping(event.target) && !key.startsWith('Mod+'))) return;
    if ((key === 'Space' || key === 'Enter') && isPressedBy(event.target)) return;
    const started = this.#first !== null && event.timeStamp - this.#first.at < SEQUENCE_MS ? this.#first.key : null;
    // Who came last is nearest to what the person looks at.
    const all = this.#groups.toReversed().flatMap(({ shortcuts }) => shortcuts);
    const found =
      (started !== null && all.find(({ keys }) => keys === `${started} ${key}`)) ||
      all.find(({ keys }) => keys === key);
    this.#first = null;
    if (found) {
      event.preventDefault();
      found.run(event);
    } else if (all.some(({ keys }) => keys.startsWith(`${key} `))) {
      this.#first = { key, at: event.timeStamp };
    }
  };

  #set(groups: readonly ShortcutGroup[]): void {
    this.#groups = groups;
    for (const listener of this.#listeners) listener();
  }
}

const Registry = createContext<ShortcutRegistry | null>(null);

export function ShortcutProvider({ children }: { readonly children: ReactNode }) {
  const registry = useMemo(() => new ShortcutRegistry(), []);
  useEffect(() => {
    window.addEventListener('keydown', registry.handle);
    return () => window.removeEventListener('keydown', registry.handle);
  }, [registry]);
  return <Registry value={registry}>{children}</Registry>;
}

/** Makes shortcuts work while the component is shown. What they do may change with every render. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry();
  const newest = useRef(shortcuts);
  useEffect(() => {
    newest.current = shortcuts;
  });
  const names = JSON.stringify(shortcuts.map(({ keys, label }) => ({ keys, label })));
  useEffect(() => {
    const named = JSON.parse(names) as { keys: string; label: string }[];
    const lasting = named.map((each, index) => ({
      ...each,
      run: (event: KeyboardEvent) => newest.current[index]?.run(event),
    }));
    return registry.add({ title, shortcuts: lasting });
  }, [registry, title, names]);
}

/** Those that work just now, the general ones first. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.groups);
}

function useRegistry(): ShortcutRegistry {
  const registry = use(Registry);
  if (registry === null) throw new Error('Shortcuts need a ShortcutProvider around them.');
  return registry;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select')
  );
}

/** Whether the key already means something to what has the focus. */
const isPressedBy = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a, summary, [role=button], [role=tab], [role=option]') !== null;

/** As shortcuts are written; null for a key that only changes others. */
function nameOf({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'AltGraph'].includes(key) || altKey) return null;
  const isLetter = /^\p{L}$/u.test(key);
  const withMod = metaKey || ctrlKey;
  // With `?` and the like the keyboard's layout has used up the shift.
  const withShift = shiftKey && (isLetter || key.length > 1 || key === ' ');
  const letter = withMod || withShift ? key.toUpperCase() : key.toLowerCase();
  return `${withMod ? 'Mod+' : ''}${withShift ? 'Shift+' : ''}${isLetter ? letter : key === ' ' ? 'Space' : key}`;
}
