/** A delivery that did not arrive; `final` says that trying again is of no use. */
export class DeliveryFault extends Error {
  readonly final: boolean;
  constructor(message: string, final: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = "DeliveryFault";
    this.final = final;
  }
}
