import type { Map as LiveMap } from "maplibre-gl";
import { themeColor } from "./theme.ts";

/** Side of the repeating square in pixels of the image; drawn at half that on the screen. */
const SIDE = 12;

/** The textures of absence: dots for no data, hatching for a value kept secret. As in the still map. */
export function addPatterns(map: LiveMap): void {
  paint(map, "nodata", (context) => {
    context.beginPath();
    context.arc(SIDE / 2, SIDE / 2, 1.6, 0, 2 * Math.PI);
    context.fill();
  });
  paint(map, "suppressed", (context) => {
    context.lineWidth = 2.4;
    context.beginPath();
    for (const shift of [-SIDE, 0, SIDE]) {
      context.moveTo(shift, SIDE);
      context.lineTo(shift + SIDE, 0);
    }
    context.stroke();
  });
}

function paint(map: LiveMap, name: string, draw: (context: CanvasRenderingContext2D) => void): void {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.fillStyle = themeColor("nodata");
  context.fillRect(0, 0, SIDE, SIDE);
  context.fillStyle = themeColor("nodata-mark");
  context.strokeStyle = themeColor("nodata-mark");
  draw(context);
  const image = context.getImageData(0, 0, SIDE, SIDE);
  if (map.hasImage(name)) map.updateImage(name, image);
  else map.addImage(name, image, { pixelRatio: 2 });
}
