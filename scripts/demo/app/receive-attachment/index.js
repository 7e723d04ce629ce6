// An e-mail lands in the mail bucket; its attachment goes to the intake bucket.
const { GetObjectCommand, PutObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const { simpleParser } = require('mailparser');
const handlebars = require('handlebars');

const s3 = new S3Client({});
const keyOf = handlebars.compile('{{sender}}/{{messageId}}/{{fileName}}');
const ACCEPTED = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);

exports.handler = async (event) => {
  for (const { s3: source } of event.Records) {
    const mail = await parseMail(source.bucket.name, decodeURIComponent(source.object.key));
    for (const attachment of mail.attachments) {
      if (!ACCEPTED.has(attachment.contentType)) continue;
      await s3.send(
        new PutObjectCommand({
          Bucket: process.env.INTAKE_BUCKET,
          Key: keyOf({
            sender: mail.from.value[0].address,
            messageId: mail.messageId,
            fileName: attachment.filename,
          }),
          Body: attachment.content,
          ContentType: attachment.contentType,
        }),
      );
    }
  }
};

async function parseMail(bucket, key) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return simpleParser(Body);
}
