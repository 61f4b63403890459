"use strict";
// Puts a map that can be moved in the place of the server's picture; where anything fails, the picture stays.
(() => {
  const GROUP = 44; // pixels between groups
  const STEPS = 24; // stretches of an arc
  const RISE = 0.16; // how far an arc rises, in parts of its length

  const fetched = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));

  const element = (tag, text, attributes = {}) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.textContent = text;
    return made;
  };

  // Parks that would touch each other at a zoom, as one; those with a place of their own lead.
  const grouped = (map, parks, zoom) => {
    const cells = new Map();
    const groups = [];
    for (const park of parks) {
      const point = map.project(park.at, zoom);
      const [column, row] = [Math.floor(point.x / GROUP), Math.floor(point.y / GROUP)];
      let near = null;
      for (let x = column - 1; x <= column + 1; x += 1) {
        for (let y = row - 1; y <= row + 1; y += 1) {
          near ??= (cells.get(`${x} ${y}`) || []).find((group) => group.point.distanceTo(point) < GROUP);
        }
      }
      if (near) {
        near.parks.push(park);
      } else {
        const group = { point, parks: [park] };
        groups.push(group);
        const key = `${column} ${row}`;
        cells.set(key, [...(cells.get(key) || []), group]);
      }
    }
    return groups;
  };

  const popupOf = (parks) => {
    const popup = document.createElement("div");
    if (parks.length === 1) {
      const [park] = parks;
      popup.append(element("a", park.name, { href: park.url }), element("p", park.kind), element("p", park.place));
      return popup;
    }
    const list = element("ul", "", { className: "map-live__list" });
    for (const park of parks) {
      const item = document.createElement("li");
      item.append(element("a", park.name, { href: park.url }), element("p", `${park.kind} · ${park.place}`));
      list.append(item);
    }
    popup.append(list);
    return popup;
  };

  const markerOf = (map, { parks }, several) => {
    const single = parks.length === 1;
    const size = single ? 24 : Math.min(44, 26 + 2 * Math.sqrt(parks.length));
    const kind = single ? parks[0].precision : "group";
    const title = single ? `${parks[0].name}, ${parks[0].place}` : `${parks.length} ${several}: ${parks[0].place} …`;
    const icon = L.divIcon({ className: `map-live__dot map-live__dot--${kind}`, iconSize: [size, size], html: single ? "" : String(parks.length) });
    const marker = L.marker(parks[0].at, { icon, title });
    const bounds = L.latLngBounds(parks.map((park) => park.at));
    const apart = map.project(bounds.getNorthWest(), map.getMaxZoom()).distanceTo(map.project(bounds.getSouthEast(), map.getMaxZoom()));
    if (apart < GROUP || map.getZoom() === map.getMaxZoom()) {
      marker.bindPopup(() => popupOf(parks));
      // Whoever closes a popup from the keyboard goes on where it was opened.
      marker.on("popupclose", () => marker.getElement()?.focus({ preventScroll: true }));
    } else {
      marker.on("click keypress", (event) => {
        if (event.type === "click" || event.originalEvent.key === "Enter") map.fitBounds(bounds.pad(0.2));
      });
    }
    marker.on("add", () => marker.getElement().setAttribute("aria-label", title));
    return marker;
  };

  // The same gentle curve that the server draws, on this projection.
  const arcOf = (map, tie) => {
    const [start, end] = [tie.from, tie.to].map(([longitude, latitude]) => map.project([latitude, longitude], 4));
    const across = end.subtract(start);
    const rise = across.x > 0 ? RISE : -RISE;
    const top = start.add(end).divideBy(2).add(L.point(across.y * rise, -across.x * rise));
    const line = Array.from({ length: STEPS + 1 }, (_unused, step) => {
      const part = step / STEPS;
      const point = start.multiplyBy((1 - part) ** 2).add(top.multiplyBy(2 * part * (1 - part))).add(end.multiplyBy(part ** 2));
      return map.unproject(point, 4);
    });
    const weight = Math.min(1 + Math.log2(tie.count), 6);
    return L.polyline(line, { className: "map-live__tie", weight }).bindTooltip(tie.title, { sticky: true });
  };

  const show = (box, land, found) => {
    const { tiles, zoomIn, zoomOut, several } = box.dataset;
    const parks = found.parks.map((park) => ({ ...park, at: L.latLng(park.at[1], park.at[0]) }));
    if (!parks.length) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const holder = element("div", "", { className: "map-live" });
    // As high as the picture in its place, so that nothing below it moves.
    const picture = box.querySelector("svg");
    holder.style.blockSize = `${picture.getBoundingClientRect().height}px`;
    picture.replaceWith(holder);
    box.classList.remove("map-box--wide");
    box.removeAttribute("tabindex");

    const map = L.map(holder, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 0.5,
      zoomSnap: 0.25,
      maxZoom: tiles ? 17 : 10,
      maxBounds: [[-75, -200], [86, 200]],
      zoomAnimation: !still,
      fadeAnimation: !still,
      inertia: !still,
    });
    map.fitBounds(L.latLngBounds(parks.map((park) => park.at)).pad(0.05), { maxZoom: 7 });
    L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
    L.geoJSON(land, { style: { className: "map-live__land" }, interactive: false }).addTo(map);
    if (tiles) L.tileLayer(tiles, { crossOrigin: true, noWrap: true }).addTo(map);
    found.ties.forEach((tie) => arcOf(map, tie).addTo(map));

    const markers = L.layerGroup().addTo(map);
    const place = () => {
      markers.clearLayers();
      grouped(map, parks, map.getZoom()).forEach((group) => markers.addLayer(markerOf(map, group, several)));
    };
    place();
    map.on("zoomend", place);
    // Leaflet listens only while the map itself has the focus.
    holder.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
    map.on("popupopen", ({ popup }) => {
      popup.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", box.dataset.close);
      popup.getElement().querySelector(".leaflet-popup-content a")?.focus({ preventScroll: true });
    });
  };

  const box = document.getElementById("map");
  if (!box || !window.L) return;
  Promise.all([box.dataset.land, box.dataset.source].map(fetched))
    .then(([land, found]) => show(box, land, found))
    .catch((error) => console.warn(error));
})();
