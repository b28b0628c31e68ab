// Draws the interactive map of a page. What is drawn, in which words and colours, the page says: `data-map` of its box,
// and the swatches of its legend. Without this script the page leads to the same figures in tables.
const box = document.getElementById('interactive-map');
const said = document.getElementById('interactive-said');
const asked = JSON.parse(box.dataset.map);
const { words } = asked;
const whole = (address) => new URL(address, location.href).href;
const number = (value) => (typeof value === 'number' ? value.toLocaleString(asked.lang) : String(value));

/** The colour of a kind, as its swatch in the legend has it. */
const colour = (name) => getComputedStyle(document.querySelector(`[data-swatch="${CSS.escape(name)}"]`)).fill;

/** The colour of a shape by the value of its property; of shapes drawn together, by the commonest value. */
const coloured = ({ by, classes, other }, together) => {
  const last = colour(other);
  if (!by || !classes.length) return last;
  if (!together) {
    const value = ['to-string', ['get', by]];
    return ['match', value, ...classes.flatMap(({ value, swatch }) => [value, colour(swatch)]), last];
  }
  const count = ({ value }) => ['coalesce', ['get', `${by}:${value}`], 0];
  const most = classes.map((one) => [
    ['all', ['>', count(one), 0], ...classes.map((two) => ['>=', count(one), count(two)])],
    colour(one.swatch),
  ]);
  return ['case', ...most.flat(), last];
};

const lines = (layer, source, together) => ({
  id: source,
  type: 'line',
  source: 'tiles',
  'source-layer': source,
  filter: ['==', ['geometry-type'], 'LineString'],
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: {
    'line-color': coloured(layer, together),
    'line-opacity': layer.soft ? 0.45 : 0.9,
    'line-width': ['interpolate', ['linear'], ['zoom'], 3, layer.soft ? 1.5 : 1, 12, layer.soft ? 5 : 3],
  },
});

const points = (layer, source, together, paper) => ({
  id: `${source} points`,
  type: 'circle',
  source: 'tiles',
  'source-layer': source,
  filter: ['==', ['geometry-type'], 'Point'],
  paint: {
    'circle-color': coloured(layer, together),
    'circle-opacity': 0.85,
    'circle-stroke-color': paper,
    'circle-stroke-width': 1,
    'circle-radius': together
      ? ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 3, 10, 7, 60, 18, 300, 30]
      : ['interpolate', ['linear'], ['zoom'], 5, layer.soft ? 1.5 : 2.5, 12, layer.soft ? 4 : 7],
  },
});

/** What is told of a shape, as elements: texts only, never markup of whoever wrote the data. */
const told = (feature) => {
  const name = feature.sourceLayer.replace(/_together$/, '');
  const layer = asked.layers.find((one) => one.name === name);
  const own = feature.properties;
  const around = document.createElement('div');
  const add = (tag, text, to = around) => {
    const element = document.createElement(tag);
    element.textContent = text;
    to.append(element);
    return element;
  };
  const rows = [];
  if (own.count !== undefined) {
    add('h2', `${number(own.count)} ${layer.label}`);
    for (const { value, label } of layer.classes) {
      const count = own[`${layer.by}:${value}`];
      if (count) rows.push([label, number(count)]);
    }
  } else {
    add('h2', own[layer.title] || layer.label);
    for (const { property, label, values } of layer.fields) {
      const value = own[property];
      if (value !== undefined) rows.push([label, values[String(value)] ?? number(value)]);
    }
  }
  const list = add('dl', '');
  for (const [label, value] of rows) {
    add('dt', label, list);
    add('dd', value, list);
  }
  if (own.count === undefined && layer.link && own[layer.link.property] !== undefined) {
    const link = add('a', words.more, add('p', ''));
    link.href = layer.link.before + encodeURIComponent(own[layer.link.property]);
  }
  return around;
};

const draw = async () => {
  const library = await import(whole(asked.library));
  library.setWorkerUrl(whole(asked.worker));
  const address = whole(asked.tiles);
  const archive = new pmtiles.PMTiles(address);
  const header = await archive.getHeader();
  const protocol = new pmtiles.Protocol();
  protocol.add(archive);
  library.addProtocol('pmtiles', protocol.tile);
  const paper = getComputedStyle(document.body).backgroundColor;
  const layers = asked.layers.flatMap((layer) =>
    [`${layer.name}_together`, layer.name].flatMap((source) => {
      const together = source !== layer.name;
      return [lines(layer, source, together), points(layer, source, together, paper)];
    }),
  );
  box.replaceChildren();
  const map = new library.Map({
    container: box,
    attributionControl: false,
    locale: asked.controls,
    maxZoom: 18,
    bounds: asked.bounds ?? [header.minLon, header.minLat, header.maxLon, header.maxLat],
    fitBoundsOptions: { padding: 40, maxZoom: header.maxZoom },
    style: {
      version: 8,
      sources: {
        tiles: {
          type: 'vector',
          tiles: [`pmtiles://${address}/{z}/{x}/{y}`],
          minzoom: header.minZoom,
          maxzoom: header.maxZoom,
          ...(asked.attribution && { attribution: asked.attribution }),
        },
        ...(asked.outlines && { outlines: { type: 'geojson', data: whole(asked.outlines) } }),
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': colour('ground') } },
        ...(asked.outlines
          ? [{ id: 'outlines', type: 'line', source: 'outlines', paint: { 'line-color': colour('outline'), 'line-width': 1 } }]
          : []),
        ...layers,
      ],
    },
  });
  map.addControl(new library.NavigationControl({ showCompass: false }));
  map.addControl(new library.ScaleControl());
  const shown = layers.map(({ id }) => id);
  const show = (feature, at) => {
    const { clientWidth } = box;
    const popup = new library.Popup({
      maxWidth: `${Math.min(320, clientWidth - 24)}px`,
      // On a small map it stands above its place, and the map moves until all of it is seen.
      ...(clientWidth < 480 && { anchor: 'bottom' }),
    });
    popup.setLngLat(at).setDOMContent(told(feature)).addTo(map);
    const [inner, outer] = [popup.getElement(), box].map((one) => one.getBoundingClientRect());
    const beyond = (low, high, from, to) => Math.min(0, low - from - 8) || Math.max(0, high - to + 8);
    const by = [
      beyond(inner.left, inner.right, outer.left, outer.right),
      beyond(inner.top, inner.bottom, outer.top, outer.bottom),
    ];
    if (by[0] || by[1]) map.panBy(by);
    popup.on('close', () => map.getCanvas().focus({ preventScroll: true }));
  };
  // The topmost shape within a few pixels; of several points, the nearest.
  const near = (at, reach) => {
    const around = [
      [at.x - reach, at.y - reach],
      [at.x + reach, at.y + reach],
    ];
    const found = map.queryRenderedFeatures(around, { layers: shown });
    const far = ({ geometry }) => {
      if (geometry.type !== 'Point') return reach * 4;
      const place = map.project(geometry.coordinates);
      return Math.hypot(place.x - at.x, place.y - at.y);
    };
    return found.sort((one, two) => far(one) - far(two))[0];
  };
  const open = (at, reach) => {
    const feature = near(at, reach);
    if (feature) show(feature, feature.geometry.type === 'Point' ? feature.geometry.coordinates : map.unproject(at));
    return feature;
  };
  map.on('click', ({ point }) => open(point, 6));
  for (const id of shown) {
    map.on('mouseenter', id, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', id, () => (map.getCanvas().style.cursor = ''));
  }
  const canvas = map.getCanvas();
  canvas.setAttribute('aria-describedby', 'interactive-help');
  canvas.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const { clientWidth: width, clientHeight: height } = canvas;
    const found = open({ x: width / 2, y: height / 2 }, Math.min(width, height) / 3);
    if (!found) said.textContent = words.nothing;
  });
  map.once('idle', () => {
    box.dataset.drawn = 'yes';
    said.textContent = words.drawn;
  });
};

draw().catch((error) => {
  console.error(error);
  const text = document.createElement('p');
  text.textContent = words.failed;
  box.replaceChildren(text);
  said.textContent = words.failed;
});
