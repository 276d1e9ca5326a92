import { util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** A page of an order's refunds. How the order was paid stays where it is. */
export function request(ctx) {
  return query({
    query: { orderId: { eq: ctx.args.orderId } },
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const refunds = ctx.result.items.map((refund) => ({ ...refund, paymentToken: null }));
  return { refunds, nextToken: ctx.result.nextToken };
}
