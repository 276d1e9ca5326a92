import { util } from '@aws-appsync/utils';

const KINDS = { OrderCreated: 'CREATED', OrderModified: 'MODIFIED', OrderDeleted: 'DELETED' };

/** What GraphQL's Int holds: a greater total would lose the whole update. */
const MOST = 2147483647;

/** What a rule tells of an order, as those who watch it see it. What the event did not have is empty, and becomes null. */
export function request(ctx) {
  const { event, orderId, status, modifiedDate, total, trackingNumber, changed } = ctx.args.change;
  const change = KINDS[event];
  if (!change) {
    util.error(`event ${event} tells nothing of an order`, 'InvalidInput');
  }
  return {
    payload: {
      orderId,
      change,
      status: status || null,
      modifiedDate: modifiedDate || null,
      total: total && parseInt(total, 10) <= MOST ? parseInt(total, 10) : null,
      trackingNumber: trackingNumber || null,
      changed: changed ?? null,
    },
  };
}

export function response(ctx) {
  return ctx.result;
}
