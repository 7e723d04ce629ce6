const { TextractClient } = require('@aws-sdk/client-textract');
const { RekognitionClient } = require('@aws-sdk/client-rekognition');
const { ComprehendClient } = require('@aws-sdk/client-comprehend');
const { S3Client } = require('@aws-sdk/client-s3');
const { TranslateClient } = require('@aws-sdk/client-translate');
const { Pipeline } = require('./pipeline');
const { ImageReader, PdfReader } = require('./readers');
const { Tagger } = require('./tagger');
const { Translator } = require('./translator');

exports.registerServices = (container) =>
  container
    .register('textract', () => new TextractClient({}))
    .register('rekognition', () => new RekognitionClient({}))
    .register('comprehend', () => new ComprehendClient({}))
    .register('s3', () => new S3Client({}))
    .register('pdf', (c) => new PdfReader(c.resolve('textract')))
    .register('image', (c) => new ImageReader(c.resolve('rekognition')))
    .register('tagger', (c) => new Tagger(c.resolve('s3'), c.resolve('comprehend')))
    .register('translator', () => new Translator(new TranslateClient({})))
    .register(
      'pipeline',
      (c) => new Pipeline({ pdf: c.resolve('pdf'), image: c.resolve('image') }, c.resolve('tagger')),
    );
