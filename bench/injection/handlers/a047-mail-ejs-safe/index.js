const ejs = require('ejs');
const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2');

const ses = new SESv2Client({});
const FALLBACK = '<p>Dear <%= name %>,</p><p>your order <%= order %> was shipped.</p>';

const compose = ({ vars = {} }) => ejs.render(FALLBACK, { name: vars.name, order: vars.order });

exports.handler = async (event) => {
  for (const { body } of event.Records) {
    const mail = JSON.parse(body);
    const html = compose(mail);
    await ses.send(
      new SendEmailCommand({
        FromEmailAddress: process.env.SENDER,
        Destination: { ToAddresses: [process.env.SHIPPING_LIST] },
        Content: { Simple: { Subject: { Data: 'Order shipped' }, Body: { Html: { Data: html } } } },
      }),
    );
  }
};
