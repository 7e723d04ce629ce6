const AWS = require('aws-sdk');
const repository = require('./repository');
const notifier = require('./notifier');

AWS.config.update({ region: process.env.AWS_REGION, maxRetries: 2 });
const s3 = new AWS.S3({ signatureVersion: 'v4' });

exports.handler = async (event) => {
  const invoice = await repository.find(event.id);
  if (!invoice) throw new Error('no such invoice');
  const pdf = await s3.getObject({ Bucket: process.env.INVOICES_BUCKET, Key: `${event.id}.pdf` }).promise();
  await repository.markSent(event.id);
  await notifier.announce(invoice, pdf.ContentLength);
  return {
    url: s3.getSignedUrl('getObject', { Bucket: process.env.INVOICES_BUCKET, Key: `${event.id}.pdf` }),
  };
};
