const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2');

const client = new SESv2Client({});

exports.sendWelcome = (address) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: process.env.MAIL_FROM,
      Destination: { ToAddresses: [address] },
      Content: {
        Simple: { Subject: { Data: 'Welcome' }, Body: { Text: { Data: 'Your account is ready.' } } },
      },
    }),
  );
