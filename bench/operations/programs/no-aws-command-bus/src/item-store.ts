export class ItemStore {
  private readonly items = new Map<string, string>();

  getItem(id: string) {
    return this.items.get(id);
  }

  putItem(id: string, value: string) {
    this.items.set(id, value);
  }
}
