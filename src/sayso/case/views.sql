-- Views for whoever reads the case in a tool for SQLite. Decisions in force stand beside what was found.

CREATE VIEW IF NOT EXISTS relation_decided AS
SELECT target, new AS relation, who, max("when" || id) AS "when"
FROM decision
WHERE field = 'relation' AND undoes IS NULL
  AND id NOT IN (SELECT undoes FROM decision WHERE undoes IS NOT NULL)
GROUP BY target;

CREATE VIEW IF NOT EXISTS side AS
SELECT claim.id, claim.text, claim.speaker, document.outlet, document.published, document.id AS document
FROM claim JOIN document ON document.id = claim.document
UNION ALL
SELECT figure.id, figure.text, claim.speaker, document.outlet, document.published, document.id
FROM figure JOIN document ON document.id = figure.document LEFT JOIN claim ON claim.id = figure.claim;

CREATE VIEW IF NOT EXISTS conflicts AS
SELECT comparison.id, comparison.relation AS found, relation_decided.relation AS decided,
       relation_decided.who AS decided_by,
       one.text AS left_text, one.speaker AS left_speaker, one.outlet AS left_outlet,
       one.published AS left_published, one.document AS left_document,
       other.text AS right_text, other.speaker AS right_speaker, other.outlet AS right_outlet,
       other.published AS right_published, other.document AS right_document
FROM comparison
JOIN side AS one ON one.id = comparison."left"
JOIN side AS other ON other.id = comparison."right"
LEFT JOIN relation_decided ON relation_decided.target = comparison.id
WHERE coalesce(relation_decided.relation, comparison.relation) = 'conflicts';

CREATE VIEW IF NOT EXISTS figures_by_event AS
SELECT figure.event, figure.counted, figure.low, figure.high, figure.unit, figure.text, claim.speaker,
       document.outlet, document.published, json_extract(figure.record, '$.place.text') AS place,
       json_extract(figure.record, '$.time.from') AS "from", json_extract(figure.record, '$.time.to') AS "to",
       figure.id, figure.document
FROM figure JOIN document ON document.id = figure.document LEFT JOIN claim ON claim.id = figure.claim
WHERE figure.event IS NOT NULL
ORDER BY figure.event, figure.counted, figure.low;

CREATE VIEW IF NOT EXISTS who_is_quoted AS
SELECT json_extract(source.value, '$.name') AS speaker, document.outlet, count(DISTINCT claim.id) AS claims,
       sum(claim.denied) AS denials, group_concat(DISTINCT lower(claim.cue)) AS words
FROM claim JOIN document ON document.id = claim.document, json_each(claim.record, '$.sources') AS source
WHERE claim.mode <> 'narrated' AND json_extract(source.value, '$.name') IS NOT NULL
GROUP BY 1, 2
ORDER BY claims DESC, 1, 2;

CREATE VIEW IF NOT EXISTS claims_searched AS
SELECT claim_search.rowid AS search_id, claim.id, claim.text, claim.speaker, claim.mode, claim.cue,
       document.outlet, document.published, document.title, claim.document
FROM claim_search JOIN claim ON claim.id = claim_search.id JOIN document ON document.id = claim.document;
