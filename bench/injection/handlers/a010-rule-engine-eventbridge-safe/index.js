const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
const { compileRule } = require('./rules');

const bus = new EventBridgeClient({});

exports.handler = async (event) => {
  const { detail } = event;
  const matches = compileRule(detail.condition);
  const hits = (detail.orders || []).filter((order) => matches(order));

  if (hits.length === 0) return { hits: 0 };

  await bus.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: process.env.BUS_NAME,
          Source: 'orders.rules',
          DetailType: 'RuleMatched',
          Detail: JSON.stringify({ hits }),
        },
      ],
    }),
  );
  return { hits: hits.length };
};
