const {
  StartDocumentTextDetectionCommand,
  GetDocumentTextDetectionCommand,
  AnalyzeDocumentCommand,
} = require('@aws-sdk/client-textract');
const { DetectLabelsCommand, DetectFacesCommand } = require('@aws-sdk/client-rekognition');

class Reader {
  constructor(client) {
    this.client = client;
  }

  send(command) {
    return this.client.send(command);
  }
}

class PdfReader extends Reader {
  async read({ bucket, key }) {
    const { JobId } = await this.send(
      new StartDocumentTextDetectionCommand({
        DocumentLocation: { S3Object: { Bucket: bucket, Name: key } },
      }),
    );
    for (;;) {
      const { JobStatus, Blocks } = await this.send(new GetDocumentTextDetectionCommand({ JobId }));
      if (JobStatus !== 'IN_PROGRESS') return Blocks.map(({ Text }) => Text);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }

  analyze(bytes) {
    return this.send(new AnalyzeDocumentCommand({ Document: { Bytes: bytes }, FeatureTypes: ['TABLES'] }));
  }
}

class ImageReader extends Reader {
  async read({ bucket, key }) {
    const Image = { S3Object: { Bucket: bucket, Name: key } };
    const { Labels } = await this.send(new DetectLabelsCommand({ Image, MaxLabels: 10 }));
    return Labels.map(({ Name }) => Name);
  }

  faces(Image) {
    return this.send(new DetectFacesCommand({ Image }));
  }
}

module.exports = { PdfReader, ImageReader };
