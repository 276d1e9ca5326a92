import { runtime, util } from '@aws-appsync/utils';
import { query } from '@aws-appsync/utils/dynamodb';

const PAGE = 100;

/** AppSync refuses a token that it has not given, DynamoDB one of another list. */
const BAD_TOKEN = ['DynamoDB:UserIllegalArgumentException', 'DynamoDB:ValidationException'];

/** No table holds a longer key. */
const LONGEST = 500;

/** A page of an order's refunds. How the order was paid stays where it is. */
export function request(ctx) {
  if (util.isNullOrBlank(ctx.args.orderId) || ctx.args.orderId.length > LONGEST) {
    runtime.earlyReturn({ refunds: [] });
  }
  return query({
    query: { orderId: { eq: ctx.args.orderId } },
    limit: PAGE,
    nextToken: ctx.args.nextToken,
  });
}

export function response(ctx) {
  if (!util.isNull(ctx.args.nextToken) && BAD_TOKEN.includes(ctx.error?.type)) {
    util.error('nextToken is none that this list has given', 'InvalidInput');
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const refunds = ctx.result.items.map((refund) => ({ ...refund, paymentToken: null }));
  return { refunds, nextToken: ctx.result.nextToken };
}
