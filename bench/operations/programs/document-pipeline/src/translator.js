const { TranslateTextCommand } = require('@aws-sdk/client-translate');

class Translator {
  constructor(client) {
    this.client = client;
  }

  async translate(Text) {
    const { TranslatedText } = await this.client.send(
      new TranslateTextCommand({ Text, SourceLanguageCode: 'auto', TargetLanguageCode: 'en' }),
    );
    return TranslatedText;
  }
}

module.exports = { Translator };
