<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>Application</name>
    <message>
        <source>There is no Concord project in "%1".</source>
        <translation>"%1" 폴더에는 Concord 프로젝트가 없습니다.</translation>
    </message>
    <message>
        <source>"%1" is open in another program: close that first.</source>
        <translation>"%1"은(는) 다른 프로그램에서 열려 있습니다. 먼저 그 프로그램을 닫으십시오.</translation>
    </message>
    <message>
        <source>"%1" was made by a newer version of Concord.</source>
        <translation>"%1"은(는) 더 새로운 버전의 Concord에서 만들어졌습니다.</translation>
    </message>
    <message>
        <source>"%1" cannot be opened: %2</source>
        <translation>"%1"을(를) 열 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>HangingView</name>
    <message>
        <source>Side unknown: the file does not say left or right</source>
        <translation>좌우 불명: 파일에 좌우 정보가 없음</translation>
    </message>
    <message>
        <source>View unknown: the file does not say CC or MLO</source>
        <translation>촬영 방향 불명: 파일에 CC/MLO 정보가 없음</translation>
    </message>
    <message>
        <source>Orientation missing: chest wall side taken from the pixels</source>
        <translation>방향 태그 없음: 흉벽 쪽을 화소에서 판단함</translation>
    </message>
    <message>
        <source>Tags and pixels disagree about the chest wall: hung by the tags</source>
        <translation>흉벽 쪽이 태그와 화소에서 서로 다름: 태그대로 배치함</translation>
    </message>
    <message>
        <source>Magnification or spot view: not at the size of the others</source>
        <translation>확대 또는 국소 압박 촬영: 다른 영상과 크기가 다름</translation>
    </message>
    <message>
        <source>No pixel size in the file: not at the size of the others</source>
        <translation>파일에 화소 크기 없음: 다른 영상과 크기가 다름</translation>
    </message>
    <message>
        <source>Several examinations without dates: which is the newest is unknown</source>
        <translation>날짜 없는 검사가 여럿임: 어느 것이 최근인지 알 수 없음</translation>
    </message>
    <message>
        <source>prior</source>
        <translation>과거</translation>
    </message>
</context>
<context>
    <name>IntakeWords</name>
    <message>
        <source>Basic</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Curation</source>
        <translation>판독·학습용</translation>
    </message>
    <message>
        <source>Programme release</source>
        <translation>구축 사업 반출</translation>
    </message>
    <message>
        <source>The standard's basic profile without any option: the least is left. Dates, ages and descriptions go.</source>
        <translation>표준의 기본 프로파일, 선택 사항 없음. 가장 적게 남깁니다. 날짜, 나이, 설명이 지워집니다.</translation>
    </message>
    <message>
        <source>For data sets that readers and models work on: dates moved by each patient's own number of days, age and sex kept, descriptions cut down to radiological words.</source>
        <translation>판독과 모델 학습용: 날짜는 환자마다 정해진 일수만큼 옮기고, 나이와 성별은 남기며, 설명은 영상의학 용어만 남깁니다.</translation>
    </message>
    <message>
        <source>The release of the data-building programme: every date 19000101, patients numbered by class, the device kept. Needs a table of patients with their classes.</source>
        <translation>데이터 구축 사업의 반출 형식: 모든 날짜는 19000101, 환자 번호는 분류별, 장비 정보는 남깁니다. 분류가 적힌 환자 표가 필요합니다.</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계 작성</translation>
    </message>
    <message>
        <source>Scientific research</source>
        <translation>과학적 연구</translation>
    </message>
    <message>
        <source>Archiving in the public interest</source>
        <translation>공익적 기록 보존</translation>
    </message>
    <message>
        <source>With the person's consent</source>
        <translation>정보주체 동의</translation>
    </message>
    <message>
        <source>=  kept</source>
        <translation>=  유지</translation>
    </message>
    <message>
        <source>×  removed</source>
        <translation>×  삭제</translation>
    </message>
    <message>
        <source>○  emptied</source>
        <translation>○  비움</translation>
    </message>
    <message>
        <source>↻  replaced</source>
        <translation>↻  대체</translation>
    </message>
    <message>
        <source>+  added</source>
        <translation>+  추가</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>빈 값</translation>
    </message>
    <message>
        <source>date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>날짜와 시각</translation>
    </message>
    <message>
        <source>age</source>
        <translation>나이</translation>
    </message>
    <message>
        <source>name of a person</source>
        <translation>사람 이름</translation>
    </message>
    <message>
        <source>short text</source>
        <translation>짧은 글</translation>
    </message>
    <message>
        <source>number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>UID</source>
        <translation>UID</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>writing nobody could read</source>
        <translation>읽지 못한 글자</translation>
    </message>
    <message>
        <source>the file says it has writing</source>
        <translation>파일에 글자가 있다고 적혀 있음</translation>
    </message>
    <message>
        <source>drawn by a person</source>
        <translation>사람이 표시함</translation>
    </message>
    <message>
        <source>name of the patient</source>
        <translation>환자 이름</translation>
    </message>
    <message>
        <source>ID of the patient</source>
        <translation>환자 번호</translation>
    </message>
    <message>
        <source>date of birth</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>date of the study</source>
        <translation>검사일</translation>
    </message>
    <message>
        <source>accession number</source>
        <translation>접수 번호</translation>
    </message>
    <message>
        <source>name of the institution</source>
        <translation>기관 이름</translation>
    </message>
    <message>
        <source>part of the file's name</source>
        <translation>파일 이름의 일부</translation>
    </message>
    <message>
        <source>A DICOMDIR is an index of names, not an image.</source>
        <translation>DICOMDIR은 영상이 아니라 이름 목록입니다.</translation>
    </message>
    <message>
        <source>Neither a DICOM file nor a picture.</source>
        <translation>DICOM 파일도 그림도 아닙니다.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>빈 파일입니다.</translation>
    </message>
    <message>
        <source>The file holds no data set.</source>
        <translation>파일에 데이터가 없습니다.</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>파일을 열 수 없습니다.</translation>
    </message>
    <message>
        <source>The file is cut off.</source>
        <translation>파일이 중간에 끊겼습니다.</translation>
    </message>
    <message>
        <source>The picture cannot be decoded.</source>
        <translation>영상을 풀 수 없습니다.</translation>
    </message>
    <message>
        <source>A link or device, not a file.</source>
        <translation>파일이 아니라 링크나 장치입니다.</translation>
    </message>
    <message>
        <source>A DICOM object without a picture.</source>
        <translation>영상이 없는 DICOM 객체입니다.</translation>
    </message>
    <message>
        <source>Its compression (transfer syntax) is not known.</source>
        <translation>알 수 없는 압축(전송 구문)입니다.</translation>
    </message>
    <message>
        <source>It needs more memory than there is.</source>
        <translation>메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>It is larger than this program allows.</source>
        <translation>허용된 크기보다 큽니다.</translation>
    </message>
    <message>
        <source>The table of patients gives it no class or ID.</source>
        <translation>환자 표에 분류나 번호가 없습니다.</translation>
    </message>
    <message>
        <source>Not a picture of this project's kind.</source>
        <translation>이 프로젝트 종류의 영상이 아닙니다.</translation>
    </message>
    <message>
        <source>The source folder is not there.</source>
        <translation>원본 폴더가 없습니다.</translation>
    </message>
    <message>
        <source>Name a key file.</source>
        <translation>키 파일을 지정하십시오.</translation>
    </message>
    <message>
        <source>Source and project must not lie inside each other.</source>
        <translation>원본과 프로젝트는 서로 안에 있을 수 없습니다.</translation>
    </message>
    <message>
        <source>The key lies inside the source or the project: keep it elsewhere, it could undo everything.</source>
        <translation>키가 원본이나 프로젝트 안에 있습니다. 모든 것을 되돌릴 수 있으니 다른 곳에 두십시오.</translation>
    </message>
    <message>
        <source>The target folder is not empty.</source>
        <translation>대상 폴더가 비어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Target and source must not lie inside each other.</source>
        <translation>대상과 원본은 서로 안에 있을 수 없습니다.</translation>
    </message>
    <message>
        <source>The target is not a folder.</source>
        <translation>대상이 폴더가 아닙니다.</translation>
    </message>
    <message>
        <source>Say first who decides: fill in the operator.</source>
        <translation>먼저 누가 판단하는지 처리자를 적으십시오.</translation>
    </message>
    <message>
        <source>With a ledger a reviewer has to approve: name one.</source>
        <translation>대장을 쓰면 검토자의 승인이 필요합니다. 검토자를 적으십시오.</translation>
    </message>
    <message>
        <source>Writing that stays needs a reason.</source>
        <translation>글자를 남기려면 사유가 필요합니다.</translation>
    </message>
    <message>
        <source>rule of the profile</source>
        <translation>프로파일 규칙</translation>
    </message>
    <message>
        <source>▲  to decide</source>
        <translation>▲  판단 필요</translation>
    </message>
    <message>
        <source>■  hide (device)</source>
        <translation>■  가림 (장비)</translation>
    </message>
    <message>
        <source>■  hide</source>
        <translation>■  가림</translation>
    </message>
    <message>
        <source>○  keep</source>
        <translation>○  남김</translation>
    </message>
    <message>
        <source>Writing in the picture awaits a decision.</source>
        <translation>영상 속 글자에 대한 판단을 기다립니다.</translation>
    </message>
    <message>
        <source>Stopped by the leak gate: an identifier was left.</source>
        <translation>유출 검사에서 멈춤: 식별자가 남았습니다.</translation>
    </message>
    <message>
        <source>The file does not follow its format.</source>
        <translation>파일이 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>No run has reached the end.</source>
        <translation>아직 처리를 끝까지 하지 않았습니다.</translation>
    </message>
    <message>
        <source>Writing in pictures to decide on: %1.</source>
        <translation>판단할 영상 속 글자: %1개.</translation>
    </message>
    <message>
        <source>Decided but not written yet: %1. Run again.</source>
        <translation>판단했으나 아직 저장하지 않음: %1개. 다시 실행하십시오.</translation>
    </message>
    <message>
        <source>Stopped by the leak gate: %1. Leave them out, or change the profile.</source>
        <translation>유출 검사에서 멈춤: %1개. 제외하거나 프로파일을 바꾸십시오.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>저장한 것이 없습니다.</translation>
    </message>
    <message>
        <source>The operator is not named.</source>
        <translation>처리자가 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>The purpose is not chosen.</source>
        <translation>처리 목적을 고르지 않았습니다.</translation>
    </message>
    <message>
        <source>Input and lists do not add up. Run again.</source>
        <translation>입력과 목록의 수가 맞지 않습니다. 다시 실행하십시오.</translation>
    </message>
    <message>
        <source>application entity</source>
        <translation>장치 이름(AE)</translation>
    </message>
    <message>
        <source>code word</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>line of text</source>
        <translation>한 줄 글</translation>
    </message>
    <message>
        <source>free text</source>
        <translation>자유 글</translation>
    </message>
    <message>
        <source>long line of text</source>
        <translation>긴 한 줄 글</translation>
    </message>
    <message>
        <source>address (URI)</source>
        <translation>주소(URI)</translation>
    </message>
    <message>
        <source>binary value</source>
        <translation>이진 값</translation>
    </message>
    <message>
        <source>not in Table E.1-1: by its VR</source>
        <translation>표 E.1-1에 없음, VR에 따름:</translation>
    </message>
    <message>
        <source>not in Table E.1-1</source>
        <translation>표 E.1-1에 없음</translation>
    </message>
    <message>
        <source>private attributes</source>
        <translation>비공개 속성</translation>
    </message>
    <message>
        <source>repeating groups</source>
        <translation>반복 그룹</translation>
    </message>
    <message>
        <source>Table E.3.10-1, option</source>
        <translation>표 E.3.10-1, 선택 사항</translation>
    </message>
    <message>
        <source>Table E.3.4-1, option</source>
        <translation>표 E.3.4-1, 선택 사항</translation>
    </message>
    <message>
        <source>Table E.1-1, option</source>
        <translation>표 E.1-1, 선택 사항</translation>
    </message>
    <message>
        <source>Table E.1-1</source>
        <translation>표 E.1-1</translation>
    </message>
    <message>
        <source>dates of the profile: one fixed day</source>
        <translation>프로파일의 날짜: 고정일</translation>
    </message>
    <message>
        <source>unknown attribute</source>
        <translation>알 수 없는 속성</translation>
    </message>
    <message>
        <source>the sequence around it</source>
        <translation>바깥 시퀀스</translation>
    </message>
    <message>
        <source>the patient's pseudonym</source>
        <translation>환자의 가명</translation>
    </message>
    <message>
        <source>written by de-identification</source>
        <translation>비식별 처리가 기록함</translation>
    </message>
    <message>
        <source>structure of the file</source>
        <translation>파일 구조</translation>
    </message>
    <message>
        <source>only what the pixels need stays</source>
        <translation>화소에 필요한 것만 남김</translation>
    </message>
    <message>
        <source>, searched</source>
        <translation>, 검색함</translation>
    </message>
    <message>
        <source>The profile keeps it.</source>
        <translation>프로파일이 남깁니다.</translation>
    </message>
    <message>
        <source>The same pseudonym wherever the same UID is named.</source>
        <translation>같은 UID는 어디서나 같은 가명이 됩니다.</translation>
    </message>
    <message>
        <source>What does not identify stays of it.</source>
        <translation>식별하지 않는 부분만 남습니다.</translation>
    </message>
    <message>
        <source>Nothing of it may stay.</source>
        <translation>아무것도 남길 수 없습니다.</translation>
    </message>
    <message>
        <source>The object is valid without it.</source>
        <translation>없어도 객체가 유효합니다.</translation>
    </message>
    <message>
        <source>The object must have it, but without a value.</source>
        <translation>있어야 하지만 값은 없어도 됩니다.</translation>
    </message>
    <message>
        <source>The object must have a value here; this one says nothing.</source>
        <translation>값이 있어야 하므로 뜻 없는 값을 씁니다.</translation>
    </message>
    <message>
        <source>Such a value names nobody.</source>
        <translation>이런 값은 아무도 가리키지 않습니다.</translation>
    </message>
    <message>
        <source>Such a value may name somebody, whatever attribute it is in.</source>
        <translation>어느 속성이든 이런 값은 사람을 가리킬 수 있습니다.</translation>
    </message>
    <message>
        <source>Nothing of this patient's was found in it.</source>
        <translation>이 환자에 관한 내용이 없습니다.</translation>
    </message>
    <message>
        <source>The patient's own words were cut out, or the text is now UTF-8.</source>
        <translation>환자에 관한 말을 지웠거나 글을 UTF-8로 바꾸었습니다.</translation>
    </message>
    <message>
        <source>What nobody knows nobody can judge.</source>
        <translation>알 수 없는 것은 판단할 수 없습니다.</translation>
    </message>
    <message>
        <source>The standard knows this private attribute to be safe.</source>
        <translation>표준이 안전하다고 정한 비공개 속성입니다.</translation>
    </message>
    <message>
        <source>The sequence is replaced or cleaned as a whole.</source>
        <translation>시퀀스 전체를 바꾸거나 정리합니다.</translation>
    </message>
    <message>
        <source>The concept of the content item decides.</source>
        <translation>내용 항목의 개념에 따릅니다.</translation>
    </message>
    <message>
        <source>One for all files of a patient.</source>
        <translation>한 환자의 모든 파일에 같습니다.</translation>
    </message>
    <message>
        <source>An earlier claim is not repeated.</source>
        <translation>이전의 주장을 되풀이하지 않습니다.</translation>
    </message>
    <message>
        <source>No matter of privacy.</source>
        <translation>개인정보와 무관합니다.</translation>
    </message>
    <message>
        <source>The standard wants it, or the object lacked it.</source>
        <translation>표준이 요구하거나 객체에 없던 것입니다.</translation>
    </message>
    <message>
        <source>Only what the pixels need stays; they are identical.</source>
        <translation>화소에 필요한 것만 남으며 화소는 같습니다.</translation>
    </message>
    <message>
        <source>sequence with %1 attributes</source>
        <translation>시퀀스, 속성 %1개</translation>
    </message>
    <message>
        <source>%1 segments</source>
        <translation>%1개 조각</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Report of the intake</source>
        <translation>반입 보고서</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>프로파일</translation>
    </message>
    <message>
        <source>Key (fingerprint)</source>
        <translation>키 (지문)</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>처리자</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>처리 목적</translation>
    </message>
    <message>
        <source>Purpose in words</source>
        <translation>처리 목적 설명</translation>
    </message>
    <message>
        <source>IRB or DRB</source>
        <translation>IRB 또는 DRB</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>제공받는 자</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>보유 기한</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>검토자</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Files in the source</source>
        <translation>원본 파일 수</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>격리</translation>
    </message>
    <message>
        <source>Stopped by the leak gate</source>
        <translation>유출 검사에서 멈춤</translation>
    </message>
    <message>
        <source>Held: writing in the picture</source>
        <translation>보류: 영상 속 글자</translation>
    </message>
    <message>
        <source>The counts add up</source>
        <translation>수가 맞음</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>반출</translation>
    </message>
    <message>
        <source>Why files were not written</source>
        <translation>저장하지 않은 까닭</translation>
    </message>
    <message>
        <source>Writing in pictures</source>
        <translation>영상 속 글자</translation>
    </message>
    <message>
        <source>How it was checked</source>
        <translation>검사 방법</translation>
    </message>
    <message>
        <source>Every attribute of every file at every depth was decided by the profile; files were written afresh.</source>
        <translation>모든 파일의 모든 속성을 모든 깊이에서 프로파일에 따라 처리하고 파일을 새로 썼습니다.</translation>
    </message>
    <message>
        <source>Every written file was searched, byte by byte and decoded, for what identified its source; one with a find does not leave.</source>
        <translation>저장한 파일마다 원본의 식별 정보를 바이트와 해독된 글에서 찾았고, 발견된 파일은 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Every picture was looked through for writing. Faint, vertical, very small or handwritten text can be missed.</source>
        <translation>모든 영상에서 글자를 찾았습니다. 흐리거나 세로로 쓴 글자, 아주 작은 글자, 손글씨는 놓칠 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Mass</source>
        <translation>종괴</translation>
    </message>
    <message>
        <source>Calcification</source>
        <translation>석회화</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>비대칭</translation>
    </message>
    <message>
        <source>Architectural distortion</source>
        <translation>구조 왜곡</translation>
    </message>
    <message>
        <source>Haemorrhage</source>
        <translation>출혈</translation>
    </message>
    <message>
        <source>Hard exudate</source>
        <translation>경성 삼출물</translation>
    </message>
    <message>
        <source>Cotton-wool spot</source>
        <translation>면화반</translation>
    </message>
    <message>
        <source>Microaneurysm</source>
        <translation>미세동맥류</translation>
    </message>
    <message>
        <source>Drusen</source>
        <translation>드루젠</translation>
    </message>
    <message>
        <source>Disc haemorrhage</source>
        <translation>시신경유두 출혈</translation>
    </message>
    <message>
        <source>RNFL defect</source>
        <translation>망막신경섬유층 결손</translation>
    </message>
    <message>
        <source>Neovascularisation</source>
        <translation>신생혈관</translation>
    </message>
    <message>
        <source>Scar</source>
        <translation>반흔</translation>
    </message>
    <message>
        <source>Optic disc</source>
        <translation>시신경유두</translation>
    </message>
    <message>
        <source>Optic cup</source>
        <translation>시신경유두함몰</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>유방 밀도</translation>
    </message>
    <message>
        <source>Assessment (BI-RADS)</source>
        <translation>판정 (BI-RADS)</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Image type</source>
        <translation>영상 유형</translation>
    </message>
    <message>
        <source>Gradability</source>
        <translation>판독 가능성</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>경계</translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Benign</source>
        <translation>양성</translation>
    </message>
    <message>
        <source>Malignant</source>
        <translation>악성</translation>
    </message>
    <message>
        <source>Glaucoma</source>
        <translation>녹내장</translation>
    </message>
    <message>
        <source>AMD</source>
        <translation>황반변성</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>당뇨망막병증</translation>
    </message>
    <message>
        <source>RVO</source>
        <translation>망막정맥폐쇄</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>양호</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>사용 가능</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>불가</translation>
    </message>
    <message>
        <source>Oval</source>
        <translation>타원형</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>원형</translation>
    </message>
    <message>
        <source>Irregular</source>
        <translation>불규칙형</translation>
    </message>
    <message>
        <source>Circumscribed</source>
        <translation>국한성</translation>
    </message>
    <message>
        <source>Obscured</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Microlobulated</source>
        <translation>미세소엽성</translation>
    </message>
    <message>
        <source>Indistinct</source>
        <translation>불분명</translation>
    </message>
    <message>
        <source>Spiculated</source>
        <translation>침상</translation>
    </message>
    <message>
        <source>Amorphous</source>
        <translation>무정형</translation>
    </message>
    <message>
        <source>Coarse heterogeneous</source>
        <translation>거친 불균질</translation>
    </message>
    <message>
        <source>Fine pleomorphic</source>
        <translation>미세 다형성</translation>
    </message>
    <message>
        <source>Fine linear or branching</source>
        <translation>미세 선상 또는 분지</translation>
    </message>
    <message>
        <source>Typically benign</source>
        <translation>전형적 양성</translation>
    </message>
    <message>
        <source>Diffuse</source>
        <translation>미만성</translation>
    </message>
    <message>
        <source>Regional</source>
        <translation>구역성</translation>
    </message>
    <message>
        <source>Grouped</source>
        <translation>군집</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선상</translation>
    </message>
    <message>
        <source>Segmental</source>
        <translation>분절성</translation>
    </message>
    <message>
        <source>Modality and SOP class contradict each other</source>
        <translation>검사 종류와 SOP 클래스가 서로 다름</translation>
    </message>
    <message>
        <source>Side: image and series contradict each other</source>
        <translation>좌우: 영상과 시리즈가 서로 다름</translation>
    </message>
    <message>
        <source>Side and orientation tags contradict each other</source>
        <translation>좌우 태그와 방향 태그가 서로 다름</translation>
    </message>
    <message>
        <source>Side guessed from the orientation tag</source>
        <translation>좌우를 방향 태그에서 추정함</translation>
    </message>
    <message>
        <source>Side guessed from the place of the optic disc</source>
        <translation>좌우를 시신경유두 위치에서 추정함</translation>
    </message>
    <message>
        <source>Looks like the other eye than its file name says</source>
        <translation>파일 이름과 반대쪽 눈으로 보임</translation>
    </message>
    <message>
        <source>Special view: magnified, spot or implant displaced</source>
        <translation>특수 촬영: 확대, 국소압박 또는 보형물 전위</translation>
    </message>
    <message>
        <source>View code and view position contradict each other</source>
        <translation>촬영 방향 코드와 문자가 서로 다름</translation>
    </message>
    <message>
        <source>Pixel spacing is not usable</source>
        <translation>화소 간격을 쓸 수 없음</translation>
    </message>
    <message>
        <source>Raw image for processing, not meant to be looked at</source>
        <translation>처리용 원본 영상: 판독용이 아님</translation>
    </message>
    <message>
        <source>Compressed with loss</source>
        <translation>손실 압축됨</translation>
    </message>
    <message>
        <source>Said to have text burned in</source>
        <translation>글자가 새겨진 영상으로 표시됨</translation>
    </message>
    <message>
        <source>The file ends before its pixel data do</source>
        <translation>화소 데이터가 끝나기 전에 파일이 끝남</translation>
    </message>
    <message>
        <source>Not a colour picture</source>
        <translation>컬러 사진이 아님</translation>
    </message>
    <message>
        <source>Field of view not recognised: no round outline</source>
        <translation>시야를 인식하지 못함: 둥근 윤곽 없음</translation>
    </message>
    <message>
        <source>The picture could not be analysed</source>
        <translation>사진을 분석하지 못함</translation>
    </message>
    <message>
        <source>No image: rows or columns are missing</source>
        <translation>영상 없음: 행 또는 열이 없음</translation>
    </message>
    <message>
        <source>This reading has been submitted and is final.</source>
        <translation>이 판독은 제출되어 확정되었습니다.</translation>
    </message>
    <message>
        <source>This case is not on that reader's worklist.</source>
        <translation>이 증례는 그 판독자의 작업 목록에 없습니다.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>The two readings agree: there is nothing to decide.</source>
        <translation>두 판독이 일치하여 결정할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The two readings have not been compared yet.</source>
        <translation>두 판독을 아직 비교하지 않았습니다.</translation>
    </message>
    <message>
        <source>The readings stay apart until both are submitted.</source>
        <translation>둘 다 제출될 때까지 판독은 서로 가려집니다.</translation>
    </message>
    <message>
        <source>Not enough memory for this image.</source>
        <translation>이 영상을 위한 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>The project was opened for reading only.</source>
        <translation>프로젝트가 읽기 전용으로 열렸습니다.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>배정됨</translation>
    </message>
    <message>
        <source>In reading</source>
        <translation>판독 중</translation>
    </message>
    <message>
        <source>Both submitted</source>
        <translation>둘 다 제출</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>비교됨</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>조정 필요</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Mammography</source>
        <translation>유방촬영술</translation>
    </message>
    <message>
        <source>Fundus</source>
        <translation>안저</translation>
    </message>
    <message>
        <source>The readings agree</source>
        <translation>두 판독이 일치합니다</translation>
    </message>
    <message>
        <source>The readings agree in part</source>
        <translation>두 판독이 일부 일치합니다</translation>
    </message>
    <message>
        <source>The readings disagree</source>
        <translation>두 판독이 일치하지 않습니다</translation>
    </message>
    <message>
        <source>Same outline</source>
        <translation>같은 윤곽</translation>
    </message>
    <message>
        <source>Overlap in part</source>
        <translation>일부 겹침</translation>
    </message>
    <message>
        <source>Different label</source>
        <translation>분류가 다름</translation>
    </message>
    <message>
        <source>Only A drew it</source>
        <translation>A만 표시함</translation>
    </message>
    <message>
        <source>Only B drew it</source>
        <translation>B만 표시함</translation>
    </message>
    <message>
        <source>Readers disagree</source>
        <translation>판독자 불일치</translation>
    </message>
    <message>
        <source>Image faulty</source>
        <translation>영상 불량</translation>
    </message>
    <message>
        <source>Does not fit the clinical record</source>
        <translation>임상 기록과 불일치</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>선정 기준 미충족</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>기타 사유</translation>
    </message>
    <message>
        <source>as the file names it</source>
        <translation>파일에 적힌 값</translation>
    </message>
    <message>
        <source>calibrated, fiducial</source>
        <translation>보정됨, 기준 물체</translation>
    </message>
    <message>
        <source>calibrated, geometry</source>
        <translation>보정됨, 기하학</translation>
    </message>
    <message>
        <source>detector / magnification %1</source>
        <translation>검출기 / 확대율 %1</translation>
    </message>
    <message>
        <source>detector / distances %1</source>
        <translation>검출기 / 거리비 %1</translation>
    </message>
    <message>
        <source>at the detector</source>
        <translation>검출기 면</translation>
    </message>
    <message>
        <source>Magnification factor not plausible: left out</source>
        <translation>확대율 값이 타당하지 않아 쓰지 않음</translation>
    </message>
    <message>
        <source>scanner</source>
        <translation>스캐너</translation>
    </message>
    <message>
        <source>picture file</source>
        <translation>그림 파일</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The file does not follow its format.</source>
        <translation>파일이 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Files of this kind are not supported.</source>
        <translation>지원하지 않는 파일 종류입니다.</translation>
    </message>
    <message>
        <source>It claims to be larger than this program allows.</source>
        <translation>프로그램이 허용하는 크기보다 크다고 되어 있습니다.</translation>
    </message>
    <message>
        <source>That is not possible here.</source>
        <translation>여기서는 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Somebody else has it open.</source>
        <translation>다른 사람이 열고 있습니다.</translation>
    </message>
    <message>
        <source>The rules do not allow it.</source>
        <translation>규칙에 따라 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>Writing to the disk failed; nothing was changed.</source>
        <translation>디스크에 쓰지 못했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The stored file no longer matches its checksum.</source>
        <translation>저장된 파일이 체크섬과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>A defect of this program: please report it.</source>
        <translation>프로그램의 결함입니다. 알려 주십시오.</translation>
    </message>
    <message>
        <source>Flame haemorrhage</source>
        <translation>화염상 출혈</translation>
    </message>
    <message>
        <source>Macular haemorrhage</source>
        <translation>황반 출혈</translation>
    </message>
    <message>
        <source>Enlarged cup</source>
        <translation>확대된 유두함몰</translation>
    </message>
</context>
<context>
    <name>cw::gui::CaseForm</name>
    <message>
        <source>Submit   Ctrl+Enter</source>
        <translation>제출   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Submit this reading</source>
        <translation>이 판독 제출</translation>
    </message>
    <message>
        <source>Not answered: %1</source>
        <translation>미응답: %1</translation>
    </message>
    <message>
        <source>Only looking: choose who reads at the top of the window.</source>
        <translation>보기 전용: 창 위쪽에서 판독자를 선택하십시오.</translation>
    </message>
    <message>
        <source>Only looking: this case is not on your worklist.</source>
        <translation>보기 전용: 이 증례는 내 작업 목록에 없습니다.</translation>
    </message>
    <message>
        <source>✓ Submitted. A submitted reading is final.</source>
        <translation>✓ 제출됨. 제출한 판독은 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Every edit is saved. Submitting makes the reading final.</source>
        <translation>모든 편집은 바로 저장됩니다. 제출하면 판독이 확정됩니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::CaseTableModel</name>
    <message>
        <source>%1  ✓ submitted</source>
        <translation>%1  ✓ 제출</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Reader A</source>
        <translation>판독자 A</translation>
    </message>
    <message>
        <source>Reader B</source>
        <translation>판독자 B</translation>
    </message>
    <message>
        <source>Excluded because</source>
        <translation>제외 사유</translation>
    </message>
</context>
<context>
    <name>cw::gui::ChoiceRow</name>
    <message>
        <source>%1 (digit %2 while this question has the focus)</source>
        <translation>%1 (이 질문이 선택된 동안 숫자 %2)</translation>
    </message>
</context>
<context>
    <name>cw::gui::ComparePage</name>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>Agree with A   A</source>
        <translation>A에 동의   A</translation>
    </message>
    <message>
        <source>Agree with B   B</source>
        <translation>B에 동의   B</translation>
    </message>
    <message>
        <source>Exclude   X</source>
        <translation>제외   X</translation>
    </message>
    <message>
        <source>Reason for excluding</source>
        <translation>제외 사유</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Record decision   Ctrl+Enter</source>
        <translation>결정 기록   Ctrl+Enter</translation>
    </message>
    <message>
        <source>The case has no readers yet.</source>
        <translation>아직 배정된 판독자가 없습니다.</translation>
    </message>
    <message>
        <source>You have not submitted this case.</source>
        <translation>아직 이 증례를 제출하지 않았습니다.</translation>
    </message>
    <message>
        <source>Hidden until both readers have submitted.</source>
        <translation>두 판독자가 모두 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Hidden until the other reader has submitted.</source>
        <translation>다른 판독자가 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Hidden until you submit.</source>
        <translation>내가 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>아직 비교하지 않음</translation>
    </message>
    <message>
        <source>changes the decision</source>
        <translation>결정이 달라짐</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>차이가 없습니다.</translation>
    </message>
    <message>
        <source>Decided: reading A is right.</source>
        <translation>결정: 판독 A가 맞음.</translation>
    </message>
    <message>
        <source>Decided: reading B is right.</source>
        <translation>결정: 판독 B가 맞음.</translation>
    </message>
    <message>
        <source>Decided: redrawn.</source>
        <translation>결정: 다시 그림.</translation>
    </message>
    <message>
        <source>Decided: excluded, %1.</source>
        <translation>결정: 제외, %1.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>To decide, choose who you are at the top of the window.</source>
        <translation>결정하려면 창 위쪽에서 본인을 선택하십시오.</translation>
    </message>
    <message>
        <source>Decision recorded.</source>
        <translation>결정을 기록했습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::CropView</name>
    <message>
        <source>Part of the picture with the writing</source>
        <translation>글자가 있는 영상 부분</translation>
    </message>
</context>
<context>
    <name>cw::gui::FindingsPanel</name>
    <message>
        <source>None yet. Press P and click around a finding; F draws freehand.</source>
        <translation>아직 없습니다. P를 누르고 병변 둘레를 클릭하십시오. F는 자유 곡선입니다.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>소견</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>분류</translation>
    </message>
</context>
<context>
    <name>cw::gui::FundusStrip</name>
    <message>
        <source>Colour</source>
        <translation>컬러</translation>
    </message>
    <message>
        <source>As it was taken; hold Space to see it from any other view</source>
        <translation>촬영한 그대로. 다른 보기에서 Space를 누르는 동안 원본이 보입니다</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>녹색</translation>
    </message>
    <message>
        <source>Red-free: vessels and haemorrhages are dark</source>
        <translation>무적색광: 혈관과 출혈이 어둡게 보입니다</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>녹색 반전</translation>
    </message>
    <message>
        <source>Green turned over: haemorrhages and microaneurysms are bright</source>
        <translation>뒤집은 녹색: 출혈과 미세동맥류가 밝게 보입니다</translation>
    </message>
    <message>
        <source>Local contrast raised, for looking only</source>
        <translation>국소 대비를 높인 영상, 보기 전용</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>조명 보정</translation>
    </message>
    <message>
        <source>Even light: the local average taken off, no shading, for looking only</source>
        <translation>조명 보정: 국소 평균을 빼서 음영이 없음, 보기 전용</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>적색</translation>
    </message>
    <message>
        <source>Edge of the disc, choroid</source>
        <translation>유두 경계, 맥락막</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakeForm</name>
    <message>
        <source>Source and facts</source>
        <translation>원본과 기록 사항</translation>
    </message>
    <message>
        <source>Source folder</source>
        <translation>원본 폴더</translation>
    </message>
    <message>
        <source>Type, choose or drop a folder here</source>
        <translation>폴더를 입력·선택하거나 끌어 놓기</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>프로파일</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>파일에서 읽기</translation>
    </message>
    <message>
        <source>Profile file</source>
        <translation>프로파일 파일</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>키 파일</translation>
    </message>
    <message>
        <source>Keep it apart from what is released: whoever has it can find pseudonyms by trying.</source>
        <translation>반출물과 따로 보관하십시오. 키가 있으면 가명을 역으로 찾아낼 수 있습니다.</translation>
    </message>
    <message>
        <source>Key file (made if it is missing)</source>
        <translation>키 파일 (없으면 새로 만듦)</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>처리자</translation>
    </message>
    <message>
        <source>Operator: who decides and releases</source>
        <translation>처리자: 판단하고 반출하는 사람</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>처리 목적</translation>
    </message>
    <message>
        <source>Tables, vault, ledger</source>
        <translation>표, 금고, 대장</translation>
    </message>
    <message>
        <source>Table of patients (classes, clinical values)</source>
        <translation>환자 표 (분류, 임상 값)</translation>
    </message>
    <message>
        <source>Table of IDs given beforehand</source>
        <translation>미리 정한 번호 표</translation>
    </message>
    <message>
        <source>Vault of the mapping</source>
        <translation>대응표 금고</translation>
    </message>
    <message>
        <source>Steward's passphrase of the vault</source>
        <translation>금고의 관리자 암호문</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>가명정보 처리 대장</translation>
    </message>
    <message>
        <source>Purpose in words</source>
        <translation>처리 목적 설명</translation>
    </message>
    <message>
        <source>Number of the IRB or DRB approval</source>
        <translation>IRB 또는 DRB 승인 번호</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>제공받는 자</translation>
    </message>
    <message>
        <source>Kept until (YYYY-MM-DD)</source>
        <translation>보유 기한 (연-월-일)</translation>
    </message>
    <message>
        <source>Reviewer who approves a folder's release</source>
        <translation>폴더 반출을 승인하는 검토자</translation>
    </message>
    <message>
        <source>A profile file is JSON, as the built-in ones are.</source>
        <translation>프로파일 파일은 내장 프로파일과 같은 JSON 형식입니다.</translation>
    </message>
    <message>
        <source>Keeps identifying attributes on purpose: %1.</source>
        <translation>일부러 남기는 식별 속성: %1개.</translation>
    </message>
    <message>
        <source>This profile cannot be used: %1</source>
        <translation>이 프로파일은 쓸 수 없습니다: %1</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakeItemModel</name>
    <message>
        <source>Source</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>저장된 이름</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakePage</name>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>저장하지 않음</translation>
    </message>
    <message>
        <source>Released: %1 images.</source>
        <translation>반출: 영상 %1개.</translation>
    </message>
    <message>
        <source>Already there: %1.</source>
        <translation>이미 있음: %1개.</translation>
    </message>
    <message>
        <source>Refused: %1 (%2)</source>
        <translation>거절: %1개 (%2)</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakePreviewPanel</name>
    <message>
        <source>What will change</source>
        <translation>바뀔 내용</translation>
    </message>
    <message>
        <source>Choose a source folder: what would change in each of its files is shown here, before anything is written.</source>
        <translation>원본 폴더를 고르십시오. 저장하기 전에 파일마다 무엇이 바뀌는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>This file would be quarantined. %1</source>
        <translation>이 파일은 격리됩니다. %1</translation>
    </message>
    <message>
        <source>Reading the folder …</source>
        <translation>폴더를 읽는 중 …</translation>
    </message>
    <message>
        <source>File to preview</source>
        <translation>미리 볼 파일</translation>
    </message>
    <message>
        <source>Show values</source>
        <translation>값 보기</translation>
    </message>
    <message>
        <source>Shows the patient's data and the names of the files on this screen, nowhere else.</source>
        <translation>환자 정보와 파일 이름을 이 화면에만 보여 줍니다.</translation>
    </message>
    <message>
        <source>Filter: attribute, change, rule</source>
        <translation>거르기: 속성, 변경, 규칙</translation>
    </message>
    <message>
        <source>Filter the preview</source>
        <translation>미리보기 거르기</translation>
    </message>
    <message>
        <source>File %1 of %2</source>
        <translation>파일 %1 / %2</translation>
    </message>
    <message>
        <source>The folder holds no files.</source>
        <translation>폴더에 파일이 없습니다.</translation>
    </message>
    <message>
        <source>%1 attributes</source>
        <translation>속성 %1개</translation>
    </message>
</context>
<context>
    <name>cw::gui::IntakeReportPanel</name>
    <message>
        <source>Back   Esc</source>
        <translation>돌아가기   Esc</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>저장 …</translation>
    </message>
    <message>
        <source>Report of the intake</source>
        <translation>반입 보고서</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>보고서 저장</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>문서 (*.html)</translation>
    </message>
    <message>
        <source>Record of the run (*.json)</source>
        <translation>처리 기록 (*.json)</translation>
    </message>
    <message>
        <source>The report is saved.</source>
        <translation>보고서를 저장했습니다.</translation>
    </message>
    <message>
        <source>The report cannot be written there.</source>
        <translation>그곳에 보고서를 쓸 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::MainWindow</name>
    <message>
        <source>Concord workstation</source>
        <translation>Concord 워크스테이션</translation>
    </message>
    <message>
        <source>The project was not opened</source>
        <translation>프로젝트를 열지 못했습니다</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>열린 프로젝트가 없습니다</translation>
    </message>
    <message>
        <source>Name a project folder on the command line, or make the synthetic demo.</source>
        <translation>명령줄에서 프로젝트 폴더를 지정하거나 합성 데모를 만드십시오.</translation>
    </message>
    <message>
        <source>Concord</source>
        <translation>Concord</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>nobody: only looking</source>
        <translation>없음: 보기 전용</translation>
    </message>
    <message>
        <source>Who reads</source>
        <translation>판독자 선택</translation>
    </message>
    <message>
        <source>Who reads or decides. A name that is no reader of a case may decide it.</source>
        <translation>판독하거나 결정하는 사람입니다. 증례의 판독자가 아닌 사람만 그 증례를 결정할 수 있습니다.</translation>
    </message>
    <message>
        <source>This workplace is not in the window yet. The command line does it:</source>
        <translation>이 작업은 아직 창에 없습니다. 명령줄에서 할 수 있습니다:</translation>
    </message>
    <message>
        <source>Validate: models trained and tested on a frozen version</source>
        <translation>검증: 고정된 버전으로 모델을 학습하고 시험</translation>
    </message>
    <message>
        <source>loading %1</source>
        <translation>불러오는 중 %1</translation>
    </message>
    <message>
        <source>Role: steward</source>
        <translation>역할: 데이터 관리자</translation>
    </message>
    <message>
        <source>Ctrl+Enter run   H hide   K keep   D hide on device   F1 all keys</source>
        <translation>Ctrl+Enter 실행   H 가림   K 남김   D 장비 전체 가림   F1 모든 단축키</translation>
    </message>
    <message>
        <source>Enter opens   Ctrl+K filter   F1 all keys</source>
        <translation>Enter 열기   Ctrl+K 찾기   F1 모든 키</translation>
    </message>
    <message>
        <source>Tab next difference   A, B, X decide   F1 all keys</source>
        <translation>Tab 다음 차이   A, B, X 결정   F1 모든 키</translation>
    </message>
    <message>
        <source>This is the last case of the list.</source>
        <translation>목록의 마지막 증례입니다.</translation>
    </message>
    <message>
        <source>This is the first case of the list.</source>
        <translation>목록의 첫 증례입니다.</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>이 목록</translation>
    </message>
    <message>
        <source>Fold the rail</source>
        <translation>왼쪽 메뉴 접기</translation>
    </message>
    <message>
        <source>Fold the panel</source>
        <translation>오른쪽 패널 접기</translation>
    </message>
    <message>
        <source>Find a case</source>
        <translation>증례 찾기</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>Select and edit</source>
        <translation>선택 및 편집</translation>
    </message>
    <message>
        <source>New finding</source>
        <translation>새 소견</translation>
    </message>
    <message>
        <source>To the questions: digits answer</source>
        <translation>질문으로: 숫자로 응답</translation>
    </message>
    <message>
        <source>Close the shape</source>
        <translation>도형 닫기</translation>
    </message>
    <message>
        <source>Delete the corner or the finding</source>
        <translation>꼭짓점 또는 소견 삭제</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>One image pixel a screen pixel</source>
        <translation>영상 화소 1:1</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Hide the findings while held</source>
        <translation>누르는 동안 소견 숨기기</translation>
    </message>
    <message>
        <source>Next window of the file; full range</source>
        <translation>파일의 다음 윈도, 전체 범위</translation>
    </message>
    <message>
        <source>Next view: colour, green, CLAHE ...</source>
        <translation>다음 보기: 컬러, 녹색, CLAHE …</translation>
    </message>
    <message>
        <source>The original while held</source>
        <translation>누르는 동안 원본</translation>
    </message>
    <message>
        <source>Next finding or difference</source>
        <translation>다음 소견 또는 차이</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>다음 증례</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>이전 증례</translation>
    </message>
    <message>
        <source>Submit; record the decision; run the intake</source>
        <translation>제출, 결정 기록, 반입 실행</translation>
    </message>
    <message>
        <source>Agree with A</source>
        <translation>A에 동의</translation>
    </message>
    <message>
        <source>Agree with B</source>
        <translation>B에 동의</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Intake: hide the writing</source>
        <translation>반입: 글자 가림</translation>
    </message>
    <message>
        <source>Intake: keep the writing</source>
        <translation>반입: 글자 남김</translation>
    </message>
    <message>
        <source>Intake: hide here on every picture of the device</source>
        <translation>반입: 이 장비의 모든 영상에서 가림</translation>
    </message>
    <message>
        <source>Intake: show what the writing says</source>
        <translation>반입: 글자 내용 보기</translation>
    </message>
    <message>
        <source>Left: tool   ·   right drag: window   ·   middle drag: pan   ·   wheel: zoom   ·   double click: maximise</source>
        <translation>왼쪽: 도구   ·   오른쪽 끌기: 윈도우   ·   가운데 끌기: 이동   ·   휠: 확대/축소   ·   두 번 클릭: 최대화</translation>
    </message>
</context>
<context>
    <name>cw::gui::NoticePage</name>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 복사</translation>
    </message>
</context>
<context>
    <name>cw::gui::PathField</name>
    <message>
        <source>Choose: %1</source>
        <translation>고르기: %1</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>선택</translation>
    </message>
</context>
<context>
    <name>cw::gui::PreviewTableModel</name>
    <message>
        <source>Attribute</source>
        <translation>속성</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Before (kind)</source>
        <translation>이전 (종류)</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
</context>
<context>
    <name>cw::gui::Rail</name>
    <message>
        <source>Intake</source>
        <translation>반입</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>감사</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReadPage</name>
    <message>
        <source>VOI LUT of the file</source>
        <translation>파일의 VOI LUT</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>파일의 윈도</translation>
    </message>
    <message>
        <source>Full range of the image</source>
        <translation>영상의 전체 범위</translation>
    </message>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>The other images of the case are not affected. Tell the data steward; the case can be excluded.</source>
        <translation>증례의 다른 영상에는 영향이 없습니다. 데이터 관리자에게 알리십시오. 증례를 제외할 수 있습니다.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>‹ Previous case</source>
        <translation>‹ 이전 증례</translation>
    </message>
    <message>
        <source>Next case ›</source>
        <translation>다음 증례 ›</translation>
    </message>
    <message>
        <source>P polygon   F freehand   V select   Ctrl+Z undo   F1 all keys</source>
        <translation>P 다각형   F 자유 곡선   V 선택   Ctrl+Z 실행 취소   F1 모든 키</translation>
    </message>
    <message>
        <source>F1 all keys</source>
        <translation>F1 모든 키</translation>
    </message>
    <message>
        <source>An outline needs at least three corners.</source>
        <translation>윤곽에는 꼭짓점이 세 개 이상 필요합니다.</translation>
    </message>
    <message>
        <source>The edges of an outline may not cross: move or take back a corner.</source>
        <translation>윤곽의 변은 서로 교차할 수 없습니다. 꼭짓점을 옮기거나 되돌리십시오.</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>선택한 것이 없습니다.</translation>
    </message>
    <message>
        <source>This case has no image for that step.</source>
        <translation>이 증례에는 그 단계의 영상이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>취소할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>다시 실행할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>A shape is still open: Enter closes it, Esc drops it.</source>
        <translation>닫지 않은 도형이 있습니다. Enter로 닫거나 Esc로 버리십시오.</translation>
    </message>
    <message>
        <source>Submitted. Page Down opens the next case.</source>
        <translation>제출했습니다. Page Down으로 다음 증례를 엽니다.</translation>
    </message>
    <message>
        <source>Image %1 of %2, part %3 of %4. The same key again shows the next.</source>
        <translation>영상 %1/%2, 부분 %3/%4. 같은 키를 다시 누르면 다음 부분.</translation>
    </message>
    <message>
        <source>Page %1 of %2. The same key again shows the next.</source>
        <translation>쪽 %1/%2. 같은 키를 다시 누르면 다음 쪽.</translation>
    </message>
</context>
<context>
    <name>cw::gui::RecordsPage</name>
    <message>
        <source>Frozen versions of the data set</source>
        <translation>고정된 데이터셋 버전</translation>
    </message>
    <message>
        <source>A version never changes: its manifest holds a checksum of every image and reading. Freezing, checking and exporting are done by the command line for now: concord freeze, concord verify, concord export.</source>
        <translation>버전은 바뀌지 않습니다. 목록 파일에 모든 영상과 판독의 체크섬이 들어 있습니다. 고정, 확인, 내보내기는 지금은 명령줄에서 합니다: concord freeze, concord verify, concord export.</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>감사 기록</translation>
    </message>
    <message>
        <source>Who did what, and when (UTC). Newest first.</source>
        <translation>누가 언제 무엇을 했는지(UTC). 최신 순.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Frozen at</source>
        <translation>고정 시각</translation>
    </message>
    <message>
        <source>Checksum of the manifest (SHA-256)</source>
        <translation>목록 파일의 체크섬 (SHA-256)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>누가</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReleaseBar</name>
    <message>
        <source>Leave the stopped files out</source>
        <translation>멈춘 파일 제외</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Where the result goes</source>
        <translation>결과를 보낼 곳</translation>
    </message>
    <message>
        <source>into this project</source>
        <translation>이 프로젝트로</translation>
    </message>
    <message>
        <source>into a folder</source>
        <translation>폴더로</translation>
    </message>
    <message>
        <source>Target folder</source>
        <translation>대상 폴더</translation>
    </message>
    <message>
        <source>a new or empty folder</source>
        <translation>새 폴더 또는 빈 폴더</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>반출</translation>
    </message>
    <message>
        <source>Name a target folder.</source>
        <translation>대상 폴더를 적으십시오.</translation>
    </message>
    <message>
        <source>Not released yet:</source>
        <translation>아직 반출할 수 없음:</translation>
    </message>
    <message>
        <source>Released: %1 images.</source>
        <translation>반출: 영상 %1개.</translation>
    </message>
    <message>
        <source>Nothing stands in the way.</source>
        <translation>막는 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::RunBar</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>처리 진행</translation>
    </message>
    <message>
        <source>Stopping after the files at hand …</source>
        <translation>처리 중인 파일까지만 하고 멈춥니다 …</translation>
    </message>
    <message>
        <source>Resume   Ctrl+Enter</source>
        <translation>이어서 실행   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Run again   Ctrl+Enter</source>
        <translation>다시 실행   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Run   Ctrl+Enter</source>
        <translation>실행   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>시작하는 중 …</translation>
    </message>
    <message>
        <source>Stopped. What is done stays done; Resume goes on from there.</source>
        <translation>멈췄습니다. 끝난 것은 그대로이며 이어서 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 files looked at, nothing lost: the lists below add up.</source>
        <translation>파일 %1개를 모두 확인했고 아래 목록의 수가 맞습니다.</translation>
    </message>
    <message>
        <source>%1 files. Nothing is written before you press Run.</source>
        <translation>파일 %1개. 실행을 누르기 전에는 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>파일 %1 / %2</translation>
    </message>
    <message>
        <source>%1 files/s</source>
        <translation>초당 %1개</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/s</translation>
    </message>
    <message>
        <source>%1:%2 left</source>
        <translation>%1:%2 남음</translation>
    </message>
</context>
<context>
    <name>cw::gui::StatusLine</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>x %1  y %2   value %3</source>
        <translation>x %1  y %2   값 %3</translation>
    </message>
    <message>
        <source>no mm: the file names no pixel size</source>
        <translation>mm 없음: 파일에 화소 크기가 없음</translation>
    </message>
    <message>
        <source>longest axis %1 mm (%2)</source>
        <translation>장축 %1 mm (%2)</translation>
    </message>
    <message>
        <source>%1 mm per pixel (%2)</source>
        <translation>화소당 %1 mm (%2)</translation>
    </message>
    <message>
        <source>%1 x %2 mm per pixel (%3)</source>
        <translation>화소당 %1 x %2 mm (%3)</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>저장 %1</translation>
    </message>
</context>
<context>
    <name>cw::gui::WorklistPage</name>
    <message>
        <source>Settled and excluded cases</source>
        <translation>확정 및 제외된 증례</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>판독할 것</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>조정 필요</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Filter: case, state, reader   Ctrl+K</source>
        <translation>찾기: 증례, 상태, 판독자   Ctrl+K</translation>
    </message>
    <message>
        <source>Filter the worklist</source>
        <translation>작업 목록 찾기</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>This project has no cases yet</source>
        <translation>이 프로젝트에는 아직 증례가 없습니다</translation>
    </message>
    <message>
        <source>Cases come from a hospital export, and are de-identified on their way in. To try the program without patient data, make the synthetic demo.</source>
        <translation>증례는 병원 반출 자료에서 오며, 들어올 때 비식별화됩니다. 환자 자료 없이 써 보려면 합성 데모를 만드십시오.</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>판독할 증례 %1</translation>
    </message>
    <message>
        <source>%1 left for you to read</source>
        <translation>내가 판독할 증례 %1</translation>
    </message>
    <message>
        <source>%1 of %2 cases finished   ·   %3   ·   %4 to adjudicate   ·   %5 shown</source>
        <translation>증례 %2개 중 %1개 완료   ·   %3   ·   조정 필요 %4   ·   표시 %5</translation>
    </message>
</context>
<context>
    <name>cw::gui::WritingPanel</name>
    <message>
        <source>Writing in pictures to decide on</source>
        <translation>판단할 영상 속 글자</translation>
    </message>
    <message>
        <source>nothing could be read</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>Show text</source>
        <translation>내용 보기</translation>
    </message>
    <message>
        <source>Reason to keep</source>
        <translation>남기는 사유</translation>
    </message>
    <message>
        <source>says nothing about the patient</source>
        <translation>환자를 알 수 없는 글자</translation>
    </message>
    <message>
        <source>Reason to keep: goes on record, must not name anybody</source>
        <translation>남기는 사유: 기록에 남으므로 사람 이름을 적지 마십시오</translation>
    </message>
    <message>
        <source>Hide   H</source>
        <translation>가림   H</translation>
    </message>
    <message>
        <source>Keep   K</source>
        <translation>남김   K</translation>
    </message>
    <message>
        <source>Hide on device   D</source>
        <translation>장비 전체 가림   D</translation>
    </message>
    <message>
        <source>Hides this place on every picture of the device, now and in later runs.</source>
        <translation>이 장비의 모든 영상에서 이 자리를 지금과 앞으로 가립니다.</translation>
    </message>
    <message>
        <source>Writing in pictures</source>
        <translation>영상 속 글자</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <translation>판단할 것 %1개</translation>
    </message>
    <message>
        <source>Device not known</source>
        <translation>장비를 알 수 없음</translation>
    </message>
    <message>
        <source>Reading the picture …</source>
        <translation>영상을 읽는 중 …</translation>
    </message>
    <message>
        <source>Pictures with writing that nobody has decided on are held back and listed here.</source>
        <translation>아직 판단하지 않은 글자가 있는 영상은 보류되어 여기에 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::WritingTableModel</name>
    <message>
        <source>Decision</source>
        <translation>판단</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>내용 종류</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>영상</translation>
    </message>
</context>
<context>
    <name>HangingProtocol</name>
    <message>
        <source>en</source>
        <comment>two letters of this language</comment>
        <translation>ko</translation>
    </message>
    <message>
        <source>line %1: not JSON from here on</source>
        <translation>%1행: 여기부터 JSON이 아님</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; must say that this is a hanging protocol</source>
        <translation>%1행: &quot;%2&quot; 항목에 배열 규약임이 적혀 있지 않음</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; is missing</source>
        <translation>%1행: &quot;%2&quot; 항목 없음</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; does not belong here</source>
        <translation>%1행: &quot;%2&quot; 항목은 여기에 올 수 없음</translation>
    </message>
    <message>
        <source>line %1: &quot;%2&quot; has a value that is not known</source>
        <translation>%1행: &quot;%2&quot; 값을 알 수 없음</translation>
    </message>
    <message>
        <source>line %1: this key already has a step</source>
        <translation>%1행: 이 키에는 이미 단계가 있음</translation>
    </message>
    <message>
        <source>line %1: this cell of the grid is taken</source>
        <translation>%1행: 격자의 이 칸은 이미 쓰임</translation>
    </message>
</context>
<context>
    <name>HangingFiles</name>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 파일을 읽을 수 없음</translation>
    </message>
</context>
<context>
    <name>cw::gui::StepStrip</name>
    <message>
        <source>Hanging</source>
        <translation>배열</translation>
    </message>
    <message>
        <source>Hanging protocol</source>
        <translation>영상 배열 규약</translation>
    </message>
</context>
</TS>
