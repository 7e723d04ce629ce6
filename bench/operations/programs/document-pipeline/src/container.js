class Container {
  constructor() {
    this.factories = new Map();
    this.instances = new Map();
  }

  register(token, factory) {
    this.factories.set(token, factory);
    return this;
  }

  resolve(token) {
    if (!this.instances.has(token)) this.instances.set(token, this.factories.get(token)(this));
    return this.instances.get(token);
  }
}

module.exports = { Container };
