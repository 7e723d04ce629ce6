const { DetectEntitiesCommand } = require('@aws-sdk/client-comprehend');
const { PutObjectTaggingCommand } = require('@aws-sdk/client-s3');

class Tagger {
  constructor(s3, comprehend) {
    this.s3 = s3;
    this.comprehend = comprehend;
  }

  async tag({ bucket, key }, words) {
    const { Entities } = await this.comprehend.send(
      new DetectEntitiesCommand({ Text: words.join(' '), LanguageCode: 'en' }),
    );
    const TagSet = Entities.slice(0, 10).map(({ Type, Text }) => ({ Key: Type, Value: Text }));
    await this.s3.send(new PutObjectTaggingCommand({ Bucket: bucket, Key: key, Tagging: { TagSet } }));
    return TagSet.length;
  }
}

module.exports = { Tagger };
