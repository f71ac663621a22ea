/*
 * wkb.h
 *		Reading well-known binary: polygons and multipolygons into arrays.
 *
 * Both byte orders; Z and M (ISO or extended) are read and dropped.  Whatever the bytes are, nothing beyond them is read and
 * nothing beyond the announced room is written.
 *
 * Source: OGC 06-103r4, Simple Feature Access 1, section 8.
 */
#ifndef KERNEL_WKB_H
#define KERNEL_WKB_H

#include "polygons.h"

typedef enum WkbResult
{
	WKB_OK,
	WKB_DAMAGED,				/* truncated, impossible numbers */
	WKB_OTHER_TYPE,				/* neither polygon nor multipolygon */
	WKB_NOT_FINITE,				/* a coordinate is NaN or infinite */
	WKB_OPEN_RING				/* a ring does not end where it began, or has fewer than four points */
} WkbResult;

/* how much room wkb_polygons() will need; type is that of the geometry (1 point, 3 polygon, 6 multipolygon ...) */
extern WkbResult wkb_measure(const uint8_t *wkb, size_t size, uint32_t *type, size_t *rings, size_t *points);

/* ring and xy have the room that wkb_measure() said; the rings' first points are counted from "first" */
extern WkbResult wkb_polygons(const uint8_t *wkb, size_t size, Ring *ring, double *xy, size_t first);

#endif							/* KERNEL_WKB_H */
