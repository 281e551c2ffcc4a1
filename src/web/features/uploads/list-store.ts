/** A list that others watch. Every change makes a new list, so that who compares by identity sees it. */
export class ListStore<Item extends { readonly key: string }> {
  #items: readonly Item[] = [];
  readonly #listeners = new Set<() => void>();

  readonly items = (): readonly Item[] => this.#items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(...items: readonly Item[]): void {
    this.#set([...this.#items, ...items]);
  }

  /** Nothing happens where it is no longer listed. */
  change(key: string, change: Partial<Item>): void {
    this.#set(this.#items.map((item) => (item.key === key ? { ...item, ...change } : item)));
  }

  remove(key: string): void {
    this.#set(this.#items.filter((item) => item.key !== key));
  }

  #set(items: readonly Item[]): void {
    this.#items = items;
    for (const listener of this.#listeners) listener();
  }
}
