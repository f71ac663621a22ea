/*
 * layers.h
 *		Shapes as layers of an overlay, for the tests of what is built on it.
 */
#ifndef LAYERS_H
#define LAYERS_H

#include "overlay.h"
#include "shapes.h"

static OverlayWork work = {.host = &test_host};

static void
forget(void)
{
	forget_memory();
	work = (OverlayWork) {.host = &test_host};
}

static OverlayLayer *
layer_of(const Shapes *s)
{
	Polygons	p = shapes_polygons(s);

	return overlay_layer(&p, &test_host);
}

#endif							/* LAYERS_H */
