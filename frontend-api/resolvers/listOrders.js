import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of everybody's orders in a status, the longest there first. How they are paid is nobody's business here. */
export function request(ctx) {
  return query({
    index: 'status',
    query: { status: { eq: ctx.args.status } },
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const orders = ctx.result.items.map((order) => ({ ...order, paymentToken: null }));
  return { orders, nextToken: ctx.result.nextToken };
}
