import { util } from '@aws-appsync/utils';

/** Asks delivery-pricing for the price of a cart. The data source signs for IAM; STAGE is the stage of its API. */
export function request(ctx) {
  const { products, address } = ctx.args.input;
  return {
    method: 'POST',
    resourcePath: `/${ctx.env.STAGE}/backend/pricing`,
    params: {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ products, address }),
    },
  };
}

export function response(ctx) {
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  const { statusCode, body } = ctx.result;
  if (statusCode === 400) {
    util.error(JSON.parse(body).message, 'InvalidInput');
  }
  if (statusCode !== 200) {
    util.error(`delivery-pricing answered with status ${statusCode}`, 'DeliveryPricingUnavailable');
  }
  return { pricing: JSON.parse(body).pricing };
}
