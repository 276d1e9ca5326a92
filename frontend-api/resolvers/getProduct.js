import { runtime, util } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

/** No table holds a longer key. */
const LONGEST = 500;

/** One product; null where there is none. */
export function request(ctx) {
  if (util.isNullOrBlank(ctx.args.productId) || ctx.args.productId.length > LONGEST) {
    runtime.earlyReturn(null);
  }
  return get({ key: { productId: ctx.args.productId } });
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return ctx.result && { ...ctx.result, version: ctx.result.version ?? 0 };
}
