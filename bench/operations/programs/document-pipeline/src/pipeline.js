class Pipeline {
  constructor(readers, tagger) {
    this.readers = readers;
    this.tagger = tagger;
  }

  async process(document) {
    const reader = this.readers[document.type];
    if (!reader) throw new Error(`no reader of ${document.type}`);
    const words = await reader.read(document);
    return this.tagger.tag(document, words);
  }
}

module.exports = { Pipeline };
