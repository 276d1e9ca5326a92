import { runtime, util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** No table holds a longer key. */
const LONGEST = 500;

/** One of the caller's orders. Someone else's looks as if it did not exist. */
export function request(ctx) {
  if (util.isNullOrBlank(ctx.args.orderId) || ctx.args.orderId.length > LONGEST) {
    runtime.earlyReturn(null);
  }
  return get({ key: { orderId: ctx.args.orderId } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result?.userId === ctx.identity.sub ? ctx.result : null;
}
