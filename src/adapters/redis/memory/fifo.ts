/** First in, first out, at the same cost however many are in it: Array.shift moves all that follow. */
export class Fifo<Item> {
  #items: Item[] = [];
  #first = 0;

  get isEmpty(): boolean {
    return this.#first === this.#items.length;
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  /** Undefined: it is empty. */
  take(): Item | undefined {
    const item = this.#items[this.#first];
    if (!this.isEmpty) this.#first++;
    // What was taken is let go when nothing is left, or when it is most of the array.
    if (this.isEmpty) this.clear();
    else if (this.#first > 1024 && this.#first * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }

  clear(): void {
    this.#items = [];
    this.#first = 0;
  }
}
