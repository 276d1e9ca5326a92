import { util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** What the ledger says of an order's money, and nothing of how it was paid. */
export function request(ctx) {
  return get({ key: { id: `order/${ctx.source.orderId}` } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const entry = ctx.result;
  const known = entry && (entry.authorised ?? entry.outcome);
  if (known === null || known === undefined) {
    return null;
  }
  const captured = entry.captured ?? (entry.outcome === 'PROCESSED' ? entry.amount : 0);
  const released = entry.released ?? (entry.outcome === 'CANCELLED' ? entry.amount : 0);
  return {
    authorised: entry.authorised ?? entry.amount,
    captured,
    released,
    refunded: entry.refunded ?? 0,
  };
}
