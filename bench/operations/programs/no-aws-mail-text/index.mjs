import Handlebars from 'handlebars';
import { DateTime } from 'luxon';
import lodash from 'lodash';

const template = Handlebars.compile(
  'Invoices of {{month}}:\n{{#each customers}}{{name}}: {{total}}\n{{/each}}',
);

export const handler = async ({ invoices }) => {
  const customers = Object.entries(lodash.groupBy(invoices, 'customer')).map(([name, list]) => ({
    name,
    total: lodash.sumBy(list, 'amount'),
  }));
  return template({ month: DateTime.utc().toFormat('LLLL yyyy'), customers });
};
